import type { Delivery } from '../model/delivery.ts';
import type { Log } from '../model/log.ts';
import { type Watch, type WatchEvent, watchId } from '../watch/events.ts';
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
}

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
  return { preferences, shownIn, language, mayHear: person.role !== null };
}

/** Changes what a chat was told in one step, however many workers try at once. */
async function change(
  id: string,
  { store }: NoticeContext,
  how: (state: NoticeState) => NoticeState,
): Promise<NoticeState> {
  for (;;) {
    const { state, version } = await store.notices.state(id);
    const next = how(state);
    if (next === state || (await store.notices.swap(id, version, next, nextDue(next)))) return next;
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
      (state) => reduce(state, event, preferences, context.now()).state,
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
  const messages = due(state, context.now());
  if (messages.length === 0) return;
  const router = await store.routers.get(watch.routerId);
  if (router) {
    const { shownIn, language } = await settingsOf(watch, context);
    const telling = {
      router,
      say: speak(language),
      zone: shownIn,
      keepFixed: watch.keepFixed,
      mutes: state.mutes,
      vendorOf,
      now: context.now(),
    };
    for (const message of messages)
      await context.send(deliveryOf(id, watch, message, noticeMessage(message.notice, telling)));
  }
  await change(id, context, (now) => markSent(now, messages));
}

/** Repaints give way to newer ones that wait; a post never does. */
const deliveryOf = (
  id: string,
  { to }: Watch,
  { notice, revision, isFirst }: Message,
  reply: Delivery['reply'],
): Delivery => ({
  key: `notice:${id}:${notice.id}`,
  to,
  reply,
  revision,
  transient: !isFirst,
});
