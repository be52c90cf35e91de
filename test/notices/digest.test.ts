import { afterAll, beforeAll, expect, it } from 'vitest';
import type { HistoryEntry } from '../../src/model/history.ts';
import { digestFacts } from '../../src/notices/digest/facts.ts';
import { digestMessage } from '../../src/notices/digest/message.ts';
import { nextDigestAt } from '../../src/notices/digest/schedule.ts';
import { makeNotices } from '../../src/notices/notices.ts';
import { postingTime } from '../../src/notices/quiet.ts';
import type { WatchEvent } from '../../src/watch/events.ts';
import { speak } from '../../src/words/words.ts';
import { makeChats } from '../support/chats.ts';
import { type TestRedis, testRedis, until } from '../support/redis.ts';
import { aRouter } from '../support/samples.ts';
import { openContext, watching } from './context.ts';
import { anna, back, bert, evening, evicted, flowOf, hour, minute } from './events.ts';

const day = 24 * hour;
const applied = (at: number, action: HistoryEntry['action'] = 'apply'): HistoryEntry => ({
  at,
  routerId: 'r1',
  routerName: 'home',
  account: 'discord:1',
  personName: 'Anna',
  action,
  phase: 'end',
  outcome: 'ok',
});

/** Anna's phone every hour for ten hours, 5 min each; Bert's twice, once without an end. Then the fix. */
const before: WatchEvent[] = [
  ...Array.from({ length: 10 }, (_, n) => evicted(evening + n * hour)).flatMap((one) => [
    one,
    back(one, 300),
  ]),
  ...[evicted(evening + 30 * minute, { flow: flowOf(bert) })].flatMap((one) => [one, back(one, 60)]),
  evicted(evening + 5 * hour, { flow: flowOf(bert) }),
];
const unwatched: WatchEvent = {
  kind: 'unwatched',
  id: 'u',
  routerId: 'r1',
  at: evening + 12 * hour,
  from: evening + 11 * hour,
  to: evening + 12 * hour,
  why: 'restart',
};

it('counts evictions and the time that was measured, phone by phone', () => {
  const facts = digestFacts({
    events: [...before, ...before, unwatched],
    history: [],
    watchedFrom: evening,
    from: evening,
    to: evening + day,
  });
  expect(facts.toll).toEqual({ count: 12, unreachableS: 3_060, open: 1 });
  expect(facts.phones.map(({ phone, count }) => [phone.name, count])).toEqual([
    [anna.name, 10],
    [null, 2],
  ]);
  expect(facts.unwatchedS).toBe(3_600);
  expect(facts.cure).toBeNull();
});

it('a router that could not be reached was not watched, up to now where it still cannot', () => {
  const obstacle = { reason: 'silent' as const, address: 'root@192.168.1.1' };
  const gone = (since: number): WatchEvent => ({
    kind: 'unreachable',
    id: `g${since}`,
    routerId: 'r1',
    at: since + 10 * minute,
    since,
    obstacle,
  });
  const there: WatchEvent = {
    kind: 'reachable',
    id: 'r',
    routerId: 'r1',
    at: evening + 3 * hour,
    since: evening + hour,
  };
  const given = { history: [], watchedFrom: evening, from: evening, to: evening + day };
  expect(digestFacts({ ...given, events: [gone(evening + hour), there] }).unwatchedS).toBe(2 * 3_600);
  const again = gone(evening + 20 * hour);
  expect(digestFacts({ ...given, events: [gone(evening + hour), there, again] }).unwatchedS).toBe(6 * 3_600);
});

it('compares before and after the fix, by the time that was watched', () => {
  const given = {
    events: [...before, unwatched],
    watchedFrom: evening,
    from: evening,
    to: evening + 20 * hour,
  };
  const facts = digestFacts({ ...given, history: [applied(evening + 10 * hour)] });
  expect(facts.cure).toMatchObject({
    before: { count: 12, watchedS: 36_000 },
    after: { count: 0, watchedS: 32_400 },
  });
  const reverted = [applied(evening + 10 * hour), applied(evening + 15 * hour, 'revert')];
  expect(digestFacts({ ...given, history: reverted }).cure).toBeNull();
  expect(digestFacts({ ...given, history: [applied(evening + 19.5 * hour)] }).cure).toBeNull();
});

it.each(['en', 'zh'] as const)('reads like this in %s', async (language) => {
  const events = [...before, unwatched];
  const history = [applied(evening + 10 * hour)];
  const facts = digestFacts({
    events,
    history,
    watchedFrom: evening,
    from: evening,
    to: evening + 20 * hour,
  });
  const quietDay = digestFacts({ events: [], history: [], watchedFrom: 0, from: evening, to: evening + day });
  const reply = digestMessage(
    'daily',
    [
      { router: { id: 'r1', name: 'home' }, facts, events, cured: true },
      { router: { id: 'r2', name: 'club' }, facts: quietDay, events: [], cured: false },
    ],
    { zone: 'Europe/Berlin', say: speak(language) },
  );
  const shown = {
    ...reply,
    blocks: reply.blocks.map((block) => (block.kind === 'image' ? { ...block, png: '…' } : block)),
  };
  await expect(`${JSON.stringify(shown, null, 2)}\n`).toMatchFileSnapshot(`golden/digest.${language}.json`);
});

it('is due at eight in the reader’s zone, also when the clocks change', () => {
  const berlin = (clock: string) => Date.parse(`${clock}Z`);
  expect(nextDigestAt(berlin('2026-11-24T07:00:00'), 'daily', 'Europe/Berlin')).toBe(
    berlin('2026-11-25T07:00:00'),
  );
  expect(nextDigestAt(berlin('2026-11-24T06:59:59'), 'daily', 'Europe/Berlin')).toBe(
    berlin('2026-11-24T07:00:00'),
  );
  expect(nextDigestAt(berlin('2026-03-28T12:00:00'), 'daily', 'Europe/Berlin')).toBe(
    berlin('2026-03-29T06:00:00'),
  );
  expect(nextDigestAt(berlin('2026-11-24T12:00:00'), 'weekly', 'Asia/Kathmandu')).toBe(
    berlin('2026-11-30T02:15:00'),
  );
});

it('quiet hours end when they end on the clock, also when it changes', () => {
  const night = { from: 22, to: 7 };
  const at = (clock: string) => Date.parse(`${clock}Z`);
  expect(postingTime(at('2026-11-24T20:59:00'), night, 'Europe/Berlin')).toBe(at('2026-11-24T20:59:00'));
  expect(postingTime(at('2026-11-24T21:00:00'), night, 'Europe/Berlin')).toBe(at('2026-11-25T06:00:00'));
  expect(postingTime(at('2026-03-28T22:00:00'), night, 'Europe/Berlin')).toBe(at('2026-03-29T05:00:00'));
  expect(postingTime(at('2026-11-24T01:59:59'), night, 'Asia/Kolkata')).toBe(at('2026-11-24T01:59:59'));
});

let redis: TestRedis;
beforeAll(async () => {
  redis = await testRedis();
});
afterAll(() => redis.close());

it('comes once, however many workers there are, and then again the next day', async () => {
  let now = evening;
  const workers = await Promise.all(
    [0, 1, 2].map(async () => {
      const { context, store, deliveries } = await openContext(await redis.connect(), () => now);
      return { store, deliveries, notices: makeNotices(context, { everyMs: 50, leaseMs: 500 }) };
    }),
  );
  const [{ store, deliveries }] = workers as [(typeof workers)[number], ...typeof workers];
  const { to, account, language } = watching();
  await store.people.setOwners(['discord:1']);
  await store.people.setLanguage('discord:1', 'en');
  await store.notices.setHours('discord:1', { quiet: null, zone: 'UTC' });
  await store.routers.add(aRouter());
  await store.watches.put(watching({ since: evening - hour }));
  for (const event of before) await store.notices.record({ ...event, at: event.at - 12 * hour }, now);
  const dueAt = nextDigestAt(evening, 'daily', 'UTC');
  await store.notices.setDigest(to, { to, account, language, every: 'daily', from: evening - day, dueAt });
  const chats = makeChats();
  deliveries.runDeliverer(chats, { limits: { overall: null, chat: () => [] } });
  const digests = () => chats.posted.filter(({ key }) => key.startsWith('digest:'));
  now = dueAt + minute;
  await until('the first came', () => digests().length > 0);
  await Promise.all(workers.map(({ notices }) => notices.sweep()));
  expect(digests().map(({ shown }) => shown)).toEqual([
    ['Daily digest: 12 evictions, unreachable 51 min in all'],
  ]);
  expect(await store.notices.digest(to)).toMatchObject({ from: dueAt, dueAt: dueAt + day });
  now = dueAt + day;
  await until('the second came', () => digests().length > 1);
  await Promise.all(workers.map(({ notices }) => notices.sweep()));
  expect(digests().map(({ shown }) => shown[0])[1]).toBe('Digest: no phone was cut off');
  for (const worker of workers) {
    await worker.notices.close();
    await worker.deliveries.close();
  }
  expect(digests()).toHaveLength(2);
});
