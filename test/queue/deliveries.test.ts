import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { type Deliveries, makeDeliveries } from '../../src/deliveries/index.ts';
import type { Limits } from '../../src/deliveries/limits.ts';
import type { RedisLink } from '../../src/redis/client/connect.ts';
import { makeSeal } from '../../src/redis/client/seal.ts';
import { openStore } from '../../src/store/store.ts';
import type { Store } from '../../src/store/store.types.ts';
import { aDelivery, makeChats } from '../support/chats.ts';
import { quiet, type TestRedis, testRedis, until } from '../support/redis.ts';

const limits: Limits = { overall: null, chat: () => [] };
const seal = makeSeal('a secret of the house');
let redis: TestRedis;
let store: Store;
let deliveries: Deliveries;
const open: Deliveries[] = [];
const make = (link: RedisLink) => {
  const made = makeDeliveries({ link, store, seal, log: quiet });
  open.push(made);
  return made;
};
const delivered = () =>
  until('all is delivered', async () => (await deliveries.counts()).chats === 0, 25_000);

beforeAll(async () => {
  redis = await testRedis();
});
afterAll(() => redis.close());
beforeEach(async () => {
  await redis.link.redis.flushall();
  store = await openStore(redis.link, { seal, log: quiet });
  deliveries = make(redis.link);
});
afterEach(async () => {
  await Promise.all(open.splice(0).map((one) => one.close()));
});

it('posts a key once and repaints it, in the order of each chat', async () => {
  const chats = makeChats();
  deliveries.runDeliverer(chats, { limits });
  for (const [key, revision] of [
    ['a', 1],
    ['b', 1],
    ['a', 2],
    ['c', 1],
  ] as const)
    await deliveries.send(aDelivery('1', key, revision));
  await delivered();
  expect(chats.posted.map(({ key, shown }) => ({ key, shown }))).toEqual([
    { key: 'a', shown: ['a 1', 'a 2'] },
    { key: 'b', shown: ['b 1'] },
    { key: 'c', shown: ['c 1'] },
  ]);
  expect(await store.messages.get('a')).toMatchObject({ message: 'm0', revision: 2 });
});

it('notes when the platform took a message first, and a repaint does not change that', async () => {
  const chats = makeChats();
  deliveries.runDeliverer(chats, { limits });
  const before = Date.now();
  await deliveries.send(aDelivery('1', 'a', 1));
  await delivered();
  const taken = (await store.messages.get('a'))?.takenAt ?? 0;
  expect(taken).toBeGreaterThanOrEqual(before);
  expect(taken).toBeLessThanOrEqual(Date.now());
  await deliveries.send(aDelivery('1', 'a', 2));
  await delivered();
  expect(await store.messages.get('a')).toMatchObject({ revision: 2, takenAt: taken });
});

it('folds progress into the newest, keeping the place of the message, and drops what is late', async () => {
  await deliveries.send(aDelivery('1', 'a', 1, { transient: true }));
  await deliveries.send(aDelivery('1', 'b', 1));
  await deliveries.send(aDelivery('1', 'a', 2, { transient: true }));
  await deliveries.send(aDelivery('1', 'a', 5));
  await deliveries.send(aDelivery('1', 'a', 4, { transient: true }));
  await deliveries.send(aDelivery('1', 'a', 5));
  await deliveries.send(aDelivery('1', 'a', 6));
  const chats = makeChats();
  deliveries.runDeliverer(chats, { limits });
  await delivered();
  expect(chats.posted.map(({ shown }) => shown)).toEqual([['a 5', 'a 6'], ['b 1']]);
  await deliveries.send(aDelivery('1', 'a', 6));
  await deliveries.send(aDelivery('1', 'a', 3));
  expect(await deliveries.counts()).toEqual({ chats: 0, refused: 0 });
});

it('replaces progress that was told to wait by what is newer', async () => {
  let first = true;
  const chats = makeChats(() => {
    const waits = first;
    first = false;
    return waits ? 'later' : 'fine';
  });
  const late = { ...chats, deliver: chats.deliver };
  late.deliver = async (delivery, known) => {
    const sent = await chats.deliver(delivery, known);
    return sent.kind === 'later' ? { ...sent, afterMs: 500 } : sent;
  };
  deliveries.runDeliverer(late, { limits });
  await deliveries.send(aDelivery('1', 'a', 1, { transient: true }));
  await until('it was told to wait', () => !first);
  await deliveries.send(aDelivery('1', 'a', 2));
  await delivered();
  expect(chats.posted.map(({ shown }) => shown)).toEqual([['a 2']]);
});

it.each(['a', 'b'])('does not let what is finished (%s) wait for progress that is paced', async (key) => {
  const chats = makeChats();
  let told = 0;
  deliveries.runDeliverer(
    {
      id: 'discord',
      deliver: async (delivery, known) => {
        if (!delivery.transient) return chats.deliver(delivery, known);
        told += 1;
        return { kind: 'later', afterMs: 3_600_000, why: 'paced', paced: true };
      },
    },
    { limits },
  );
  await deliveries.send(aDelivery('1', 'a', 1, { transient: true }));
  await until('progress waits', () => told === 1);
  await deliveries.send(aDelivery('1', key, 2));
  await delivered();
  expect(chats.posted.map(({ shown }) => shown)).toEqual([[`${key} 2`]]);
});

it('drops progress that is paced for what waits behind it', async () => {
  const chats = makeChats();
  await deliveries.send(aDelivery('1', 'a', 1, { transient: true }));
  await deliveries.send(aDelivery('1', 'b', 1));
  await deliveries.send(aDelivery('1', 'c', 1, { transient: true }));
  await deliveries.send(aDelivery('1', 'c', 2));
  deliveries.runDeliverer(
    {
      id: 'discord',
      deliver: async (delivery, known) =>
        delivery.transient
          ? { kind: 'later', afterMs: 3_600_000, why: 'paced', paced: true }
          : chats.deliver(delivery, known),
    },
    { limits },
  );
  await delivered();
  expect(chats.posted.map(({ shown }) => shown)).toEqual([['b 1'], ['c 2']]);
});

it('does not let a chat that hangs, waits or fails hold up another', async () => {
  const chats = makeChats(({ to }) =>
    to.chat === 'waits' ? 'later' : to.chat === 'fails' ? 'throws' : 'fine',
  );
  let release = () => {};
  const hanging = new Promise<void>((resolve) => {
    release = resolve;
  });
  deliveries.runDeliverer(
    {
      id: 'discord',
      deliver: async (delivery, known) => {
        if (delivery.to.chat === 'hangs') await hanging;
        return chats.deliver(delivery, known);
      },
    },
    { limits },
  );
  for (const chat of ['hangs', 'waits', 'fails']) await deliveries.send(aDelivery(chat, chat, 1));
  await Promise.all(Array.from({ length: 50 }, (_, i) => deliveries.send(aDelivery(`ok${i}`, `ok${i}`, 1))));
  await until('the others are served', () => chats.posted.length === 50);
  expect((await deliveries.counts()).chats).toBeGreaterThanOrEqual(3);
  release();
  await until('the slow one too', () => chats.posted.length === 51);
});

it('marks a dead chat, drops what waits for it, and serves it again once it has spoken', async () => {
  let dies = true;
  const chats = makeChats(() => (dies ? 'dead' : 'fine'));
  for (const key of ['a', 'b', 'c']) await deliveries.send(aDelivery('1', key, 1));
  deliveries.runDeliverer(chats, { limits });
  await delivered();
  expect(chats.calls.map(({ key }) => key)).toEqual(['a']);
  expect(await store.targets.isDead({ platform: 'discord', chat: '1' })).toBe(true);
  dies = false;
  chats.dead.clear();
  await store.targets.revive({ platform: 'discord', chat: '1' });
  await deliveries.send(aDelivery('1', 'd', 1));
  await delivered();
  expect(chats.posted.map(({ key }) => key)).toEqual(['d']);
});

it('follows a chat that moved with everything that waits for it, in order', async () => {
  let moves = true;
  const chats = makeChats(() => {
    const moving = moves;
    moves = false;
    return moving ? 'moved' : 'fine';
  });
  for (const key of ['a', 'b', 'c']) await deliveries.send(aDelivery('1', key, 1));
  deliveries.runDeliverer(chats, { limits });
  await deliveries.send(aDelivery('1', 'd', 1));
  await delivered();
  expect(chats.posted.map(({ key, chat }) => [key, chat])).toEqual(
    ['a', 'b', 'c', 'd'].map((key) => [key, '1+']),
  );
});

it('puts aside a message that the platform never takes, and goes on with the next', async () => {
  const chats = makeChats(({ key }) => (key === 'bad' ? 'throws' : 'fine'));
  deliveries.runDeliverer(chats, { limits });
  await deliveries.send(aDelivery('1', 'bad', 1));
  await deliveries.send(aDelivery('1', 'good', 1));
  await delivered();
  expect(chats.posted.map(({ key }) => key)).toEqual(['good']);
  expect(chats.calls.filter(({ key }) => key === 'bad')).toHaveLength(5);
  expect(await deliveries.counts()).toEqual({ chats: 0, refused: 1 });
}, 40_000);

it('keeps a limit per chat over a restart, and the overall limit', async () => {
  const strict: Limits = { overall: { max: 5, perMs: 100 }, chat: () => [{ max: 2, perMs: 400 }] };
  const chats = makeChats();
  for (let i = 0; i < 4; i++)
    for (const chat of ['1', '2', '3', '4', '5', '6'])
      await deliveries.send(aDelivery(chat, `${chat}-${i}`, 1));
  const first = deliveries.runDeliverer(chats, { limits: strict });
  await until('it has begun', () => chats.calls.length > 4);
  await first.close();
  deliveries.runDeliverer(chats, { limits: strict });
  await delivered();
  expect(chats.posted).toHaveLength(24);
  expect(chats.wrong).toEqual([]);
  const closer = (calls: typeof chats.calls, max: number, perMs: number) =>
    calls.filter(({ at }, i) => {
      const earlier = calls[i - max];
      return earlier !== undefined && at - earlier.at < perMs;
    });
  for (const chat of ['1', '2', '3', '4', '5', '6'])
    expect(
      closer(
        chats.calls.filter((call) => call.chat === chat),
        2,
        380,
      ),
    ).toEqual([]);
});

it('keeps what waits sealed and without a trace afterwards', async () => {
  await deliveries.send(
    aDelivery('1', 'canary', 1, { reply: { tone: 'info', title: 'canary-title', blocks: [], buttons: [] } }),
  );
  const db = redis.link.redis;
  const bodies = await db.hvals('pm:lane:discord:1:bodies');
  expect(bodies).toHaveLength(1);
  expect(bodies[0]).toMatch(/^sealed:1:/);
  deliveries.runDeliverer(makeChats(), { limits });
  await delivered();
  expect((await db.keys('pm:lane:*')).filter((key) => !key.endsWith(':sent'))).toEqual([]);
  await until('no turn is left', async () => (await db.keys('pm:deliver-discord:turn-*')).length === 0);
});
