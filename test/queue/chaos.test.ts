import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Deliveries, makeDeliveries } from '../../src/deliveries/index.ts';
import type { Limits } from '../../src/deliveries/limits.ts';
import type { Delivery } from '../../src/model/delivery.ts';
import type { RedisLink } from '../../src/redis/client/connect.ts';
import { makeSeal } from '../../src/redis/client/seal.ts';
import { openStore } from '../../src/store/store.ts';
import { aDelivery, type Fate, makeChats } from '../support/chats.ts';
import { nextMessage, runChild } from '../support/child.ts';
import { quiet, type TestRedis, testRedis, until } from '../support/redis.ts';

const limits: Limits = { overall: null, chat: () => [] };
const seal = makeSeal(null);
let redis: TestRedis;

beforeAll(async () => {
  redis = await testRedis();
});
afterAll(() => redis.close());

const deliveriesOn = async (link: RedisLink): Promise<Deliveries> =>
  makeDeliveries({ link, seal, log: quiet, store: await openStore(link, { seal, log: quiet }) });

interface Send {
  chat: number;
  key: number;
  transient: boolean;
}

type Event = 'restart' | 'redis' | null;

const schedule = fc.record({
  sends: fc.array(fc.record({ chat: fc.nat({ max: 3 }), key: fc.nat({ max: 4 }), transient: fc.boolean() }), {
    minLength: 20,
    maxLength: 60,
  }),
  fates: fc.array(
    fc.oneof(
      { weight: 12, arbitrary: fc.constant<Fate>('fine') },
      { weight: 4, arbitrary: fc.constant<Fate>('later') },
      { weight: 1, arbitrary: fc.constantFrom<Fate>('throws', 'lost', 'moved') },
    ),
    { minLength: 30, maxLength: 30 },
  ),
  dies: fc.option(fc.nat({ max: 3 }), { freq: 3 }),
  events: fc.array(
    fc.oneof(
      { weight: 12, arbitrary: fc.constant<Event>(null) },
      { weight: 2, arbitrary: fc.constant<Event>('restart') },
      { weight: 1, arbitrary: fc.constant<Event>('redis') },
    ),
    { minLength: 60, maxLength: 60 },
  ),
});

const deliveryOf = ({ chat, key, transient }: Send, index: number): Delivery =>
  aDelivery(`c${chat}`, `c${chat}-k${key}`, index + 1, { transient });

/** What must be seen at the end: keys in the order of their first sending, each with the newest of its revisions. */
function expected(sends: Delivery[], chat: string) {
  const own = sends.filter(({ to }) => to.chat === chat);
  const keys = [...new Set(own.map(({ key }) => key))];
  return keys.map((key) => ({ key, last: own.findLast((one) => one.key === key)?.reply.title }));
}

it('makes one message of each key, in order, whatever the platform, the process and Redis do', async () => {
  await fc.assert(
    fc.asyncProperty(schedule, async ({ sends, fates, dies, events }) => {
      await redis.link.redis.flushall();
      let call = 0;
      const chats = makeChats(({ to }) => {
        call += 1;
        const fate = fates[call] ?? 'fine';
        return dies !== null && to.chat.startsWith(`c${dies}`) && call > 10 ? 'dead' : fate;
      });
      const sender = await deliveriesOn(await redis.connect());
      let deliverer = await deliveriesOn(redis.link);
      deliverer.runDeliverer(chats, { limits });
      const sent = sends.map(deliveryOf);
      for (const [index, delivery] of sent.entries()) {
        await sender.send(delivery);
        const event = events[index];
        if (event === 'restart') {
          await deliverer.close();
          deliverer = await deliveriesOn(redis.link);
          deliverer.runDeliverer(chats, { limits });
        }
        if (event === 'redis') redis.kill();
      }
      await until('all is over', async () => (await sender.counts()).chats === 0, 60_000);
      expect((await sender.counts()).refused).toBe(0);
      await deliverer.close();
      await sender.close();
      expect(chats.wrong).toEqual([]);
      for (const chat of ['c0', 'c1', 'c2', 'c3']) {
        const seen = chats.posted.filter(({ key }) => key.startsWith(chat));
        const shown = seen.map(({ key, shown: titles }) => ({ key, last: titles.at(-1) }));
        // One message a key, each repainted forwards only.
        expect(new Set(seen.map(({ key }) => key)).size).toBe(seen.length);
        for (const { shown: titles } of seen) {
          const revisions = titles.map((title) => Number(title.split(' ')[1]));
          expect(revisions).toEqual([...revisions].sort((a, b) => a - b));
        }
        const wanted = expected(sent, chat);
        if (`c${dies}` === chat)
          expect(shown.map(({ key }) => key)).toEqual(wanted.slice(0, seen.length).map(({ key }) => key));
        else expect(shown).toEqual(wanted);
      }
    }),
    { numRuns: 12, endOnFailure: true },
  );
}, 300_000);

it('delivers on where a killed process stopped, and repaints what it had posted', async () => {
  await redis.link.redis.flushall();
  const deliveries = await deliveriesOn(redis.link);
  for (const [key, revision] of [
    ['a', 1],
    ['b', 1],
    ['a', 2],
  ] as const)
    await deliveries.send(aDelivery('1', key, revision));
  const child = await runChild('deliverer.ts', [redis.server.socket]);
  expect(await nextMessage(child)).toEqual({ key: 'b' });
  child.kill('SIGKILL');
  const seen: unknown[] = [];
  deliveries.runDeliverer(
    {
      id: 'discord',
      deliver: async ({ key, revision }, known) => {
        seen.push({ key, revision, known: known?.message ?? null });
        return { kind: 'sent', message: known?.message ?? `new ${key}` };
      },
    },
    { limits },
  );
  await until('all is delivered', async () => (await deliveries.counts()).chats === 0, 50_000);
  expect(seen).toEqual([
    { key: 'b', revision: 1, known: null },
    { key: 'a', revision: 2, known: 'by the killed one' },
  ]);
  await deliveries.close();
}, 90_000);

it('finds a message whose sender died between storing it and waking the deliverer', async () => {
  await redis.link.redis.flushall();
  const deliveries = await deliveriesOn(redis.link);
  await deliveries.send(aDelivery('1', 'a', 1));
  const turns = await redis.link.redis.keys('pm:deliver-discord:turn-*');
  expect(turns).toHaveLength(1);
  await redis.link.redis.del('pm:deliver-discord:wait', ...turns);
  const chats = makeChats();
  deliveries.runDeliverer(chats, { limits });
  await until('it is delivered', () => chats.posted.length === 1);
  await deliveries.close();
});
