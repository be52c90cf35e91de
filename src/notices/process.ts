import type { Delivery } from '../model/delivery.ts';
import type { Log } from '../model/log.ts';
import { type RouterTime, realTime } from '../model/router-time.ts';
import { routerOfWatch, type Watch, type WatchEvent, watchId } from '../watch/events.ts';
import { speak } from '../words/words.ts';
import { isFixInPlace } from './fix-state.ts';
import { noticeMessage } from './messages/notice.ts';
import type { NoticeStores } from './notice-stores.ts';
import { due, markSent, nextDue } from './pending.ts';
import { reduce } from './reduce.ts';
import type { Message, NoticeState, Preferences } from './state.ts';
import { vendorOf } from './vendor.ts';

/** What turning events into messages needs. */
export interface NoticeContext {
  store: NoticeStores;
  /** Hands a message to the deliveries. */
  send(delivery: Delivery): Promise<void>;
  log: Log;
  now(): number;
  /** The clock by which a router is told of. Default: that of `now`. */
  timeOf?: (routerId: string) => RouterTime;
}

/** The clock of one router. */
export const timeIn = ({ timeOf }: NoticeContext, routerId: string): RouterTime =>
  timeOf?.(routerId) ?? realTime;

const nowAt = (context: NoticeContext, routerId: string): number =>
  timeIn(context, routerId).at(context.now());

/** Everything that decides how this watch is told, as it stands now. */
async function settingsOf(watch: Watch, { store }: NoticeContext) {
  const person = await store.people.of(watch.account);
  const [{ quiet }, { zone }, shownIn, cured] = await Promise.all([
    store.notices.hours(person.id),
    store.notices.zoneOfPerson(person.id),
    store.notices.zoneOf(person.id, watch.to),
    isFixInPlace(watch.routerId, store),
  ]);
  const preferences: Preferences = {
    quiet,
    zone,
    keepFixed: watch.keepFixed,
    cured,
  };
  const language = person.language ?? watch.language;
  return {
    preferences,
    shownIn,
    language,
    mayHear: person.role !== null,
    // In a group somebody else may be the owner; who presses is asked anyway.
    mayTrust: person.role === 'owner' || watch.to.group === true,
  };
}

/** Changes what a chat was told in one step, however many workers try at once. */
async function change(
  id: string,
  context: NoticeContext,
  how: (state: NoticeState) => NoticeState,
): Promise<NoticeState> {
  const { store } = context;
  for (;;) {
    const { state, version } = await store.notices.state(id);
    const next = how(state);
    const due = nextDue(next);
    const dueAt = due === null ? null : timeIn(context, routerOfWatch(id)).ours(due);
    if (next === state || (await store.notices.swap(id, version, next, dueAt))) return next;
  }
}

/** Takes an event into what every watching chat was told, and hands over what is to be said now. */
export async function processEvent(event: WatchEvent, context: NoticeContext): Promise<void> {
  const { store } = context;
  for (const watch of await store.watches.of(event.routerId)) {
    const { preferences, mayHear } = await settingsOf(watch, context);
    if (!mayHear) {
      // Whoever asked has no rights any more.
      await store.watches.remove(watch.routerId, watch.to);
      continue;
    }
    await change(
      watchId(watch.routerId, watch.to),
      context,
      (state) => reduce(state, event, preferences, nowAt(context, event.routerId)).state,
    );
    await processWatch(watch, context);
  }
}

/**
 * Hands over what a chat is to be told by now. A message is marked as handed over only after the deliveries have it: a
 * crash in between hands it over again, with the same key and revision, which the deliveries make one.
 */
export async function processWatch(watch: Watch, context: NoticeContext): Promise<void> {
  const { store } = context;
  const id = watchId(watch.routerId, watch.to);
  const { state } = await store.notices.state(id);
  const now = nowAt(context, watch.routerId);
  const messages = due(state, now);
  if (messages.length === 0) return;
  const router = await store.routers.get(watch.routerId);
  if (router) {
    const { preferences, shownIn, language, mayTrust } = await settingsOf(watch, context);
    const telling = {
      router,
      say: speak(language),
      zone: shownIn,
      keepFixed: watch.keepFixed,
      cured: preferences.cured,
      mayTrust,
      mutes: state.mutes,
      vendorOf,
      now,
    };
    for (const message of messages)
      await context.send(deliveryOf(id, watch, message, noticeMessage(message.notice, telling)));
  }
  await change(id, context, (told) => markSent(told, messages));
}

/**
 * A repaint about a phone that is still cut off gives way to a newer one, and to whatever else waits. How it ended does
 * not, nor a post, nor what a router's message says: it may be the last that is said, and must not be lost.
 */
const isPassing = ({ notice, isFirst }: Message): boolean =>
  !isFirst && notice.kind === 'phone' && notice.cuts.at(-1)?.end === null;

const deliveryOf = (id: string, { to }: Watch, message: Message, reply: Delivery['reply']): Delivery => ({
  key: `notice:${id}:${message.notice.id}`,
  to,
  reply,
  revision: message.revision,
  transient: isPassing(message),
});
