import { chatId } from '../../model/address.ts';
import type { Watch } from '../../watch/events.ts';
import { speak } from '../../words/words.ts';
import { isFixInPlace } from '../fix-state.ts';
import { type NoticeContext, timeIn } from '../process.ts';
import { postingTime } from '../quiet.ts';
import type { Digest } from '../task.ts';
import { digestFacts } from './facts.ts';
import { digestMessage, type RouterDigest } from './message.ts';
import { nextDigestAt } from './schedule.ts';

/** How far back it is looked for what it was like before the fix, ms. */
const backMs = 14 * 24 * 3_600_000;
const historyLines = 500;

/**
 * Sends a digest that is due and enters the next one. The key is made of the time it was due at: whoever else sends it,
 * or sends it again after a crash, sends the same message.
 */
export async function processDigest(digestId: string, context: NoticeContext): Promise<void> {
  const { store, now } = context;
  const digest = await store.notices.digestById(digestId);
  if (!digest || digest.dueAt > now()) return;
  const person = await store.people.of(digest.account);
  // Whoever has no rights any more gets nothing more.
  if (person.role === null) return store.notices.setDigest(digest.to, null);
  const { quiet } = await store.notices.hours(person.id);
  const zone = await store.notices.zoneOf(person.id, digest.to);
  const own = await store.notices.zoneOfPerson(person.id);
  const say = speak(person.language ?? digest.language);
  const told = await toldOf(digest, context);
  if (told.length > 0) {
    const reply = digestMessage(digest.every, told, { zone, say });
    await context.send({ key: `digest:${digestId}:${digest.dueAt}`, to: digest.to, reply, revision: 1 });
  }
  const dueAt = postingTime(nextDigestAt(now(), digest.every, zone), quiet, own.zone);
  await store.notices.moveDigest(digestId, digest.from, { ...digest, from: digest.dueAt, dueAt });
}

/** The routers that the chat watches, each with what happened since the last digest. */
async function toldOf(digest: Digest, context: NoticeContext): Promise<RouterDigest[]> {
  const { store } = context;
  const routers = await store.routers.list();
  const all = await Promise.all(
    routers.map(async (router): Promise<RouterDigest[]> => {
      const watches = await store.watches.of(router.id);
      if (!watches.some((watch: Watch) => chatId(watch.to) === chatId(digest.to))) return [];
      const { at } = timeIn(context, router.id);
      const [from, to] = [at(digest.from), at(digest.dueAt)];
      const [events, written, cured] = await Promise.all([
        store.notices.events(router.id, Math.min(from, to - backMs), to),
        store.history.read(router.id, historyLines),
        isFixInPlace(router.id, store),
      ]);
      const watchedFrom = at(Math.min(...watches.map(({ since }) => since)));
      const history = written.map((entry) => ({ ...entry, at: at(entry.at) }));
      const facts = digestFacts({ events, history, watchedFrom, from, to });
      return [{ router, facts, events, cured }];
    }),
  );
  return all.flat();
}
