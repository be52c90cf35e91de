import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import type { Limits } from '../../src/deliveries/limits.ts';
import { makeNotices } from '../../src/notices/notices.ts';
import { makeChats } from '../support/chats.ts';
import { runChild } from '../support/child.ts';
import { type TestRedis, testRedis, until } from '../support/redis.ts';
import { aRouter } from '../support/samples.ts';
import { openContext, watching } from './context.ts';
import { back, evicted } from './events.ts';
import { household } from './household.ts';

const limits: Limits = { overall: null, chat: () => [] };
const quick = { everyMs: 50, leaseMs: 500 };
let redis: TestRedis;
const children: ChildProcess[] = [];

vi.setConfig({ testTimeout: 120_000 });

beforeAll(async () => {
  redis = await testRedis();
});
afterAll(() => redis.close());
afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
});
beforeEach(async () => {
  await redis.link.redis.flushall();
  const { store, deliveries } = await openContext(redis.link);
  await store.routers.add(aRouter());
  await store.people.setOwners(['discord:1']);
  await store.watches.put(watching());
  await deliveries.close();
});

/** What eight phones that were cut off three times each look like once all is told. */
const wholeStory = Array.from({ length: 8 }, (_, phone) => {
  const sum = [0, 8, 16].reduce((all, n) => all + 60 + phone + n, 0);
  return `Phone ${phone} was unreachable 3 times, ${Math.floor(sum / 60)} min${sum % 60 ? ` ${sum % 60} s` : ''} in all`;
}).sort();

const lastTitles = (chats: ReturnType<typeof makeChats>) =>
  chats.posted.map(({ shown }) => shown.at(-1)).sort();

it('two workers that get the same events tell each thing once, on a platform that fails now and then', async () => {
  let calls = 0;
  const chats = makeChats(() => (++calls % 3 === 0 ? 'later' : calls % 7 === 0 ? 'lost' : 'fine'));
  const workers = await Promise.all(
    [0, 1].map(async () => {
      const { context, deliveries } = await openContext(await redis.connect());
      return { notices: makeNotices(context, quick), deliveries };
    }),
  );
  const events = household(Date.now());
  await Promise.all(
    workers.map(async ({ notices }) => {
      for (const event of events) await notices.onEvent(event);
      await notices.sweep();
    }),
  );
  const [first] = workers;
  first?.deliveries.runDeliverer(chats, { limits });
  await until('all is delivered', async () => (await first?.deliveries.counts())?.chats === 0);
  for (const { notices, deliveries } of workers) {
    await notices.close();
    await deliveries.close();
  }
  expect(lastTitles(chats)).toEqual(wholeStory);
  expect(chats.wrong).toEqual([]);
});

it('a worker killed in the middle loses and repeats nothing', async () => {
  const killed = [9, 20, 41];
  for (const after of killed) {
    const child = await runChild('../notices/teller.ts', [redis.server.socket]);
    children.push(child);
    let taken = 0;
    await new Promise<void>((resolve) => {
      child.on('message', () => {
        taken += 1;
        if (taken === after) {
          child.kill('SIGKILL');
          resolve();
        }
      });
    });
    await once(child, 'exit');
  }
  const { context, deliveries } = await openContext(redis.link);
  const notices = makeNotices(context, quick);
  for (const event of household(Date.now())) await notices.onEvent(event);
  const chats = makeChats();
  deliveries.runDeliverer(chats, { limits });
  await until('nothing is due any more', async () => {
    await notices.sweep();
    return (await redis.link.redis.zcard([redis.link.prefix, 'notices', 'due'].join(':'))) === 0;
  });
  await until('all is delivered', async () => (await deliveries.counts()).chats === 0);
  await notices.close();
  await deliveries.close();
  expect(lastTitles(chats)).toEqual(wholeStory);
});

it('a crash after the deliveries took a message does not post it again', async () => {
  let crash = true;
  const one = evicted(Date.now());
  const failing = await openContext(redis.link, Date.now, async (_, send) => {
    await send();
    if (crash) throw new Error('the process ends here');
  });
  const notices = makeNotices(failing.context, quick);
  await notices.onEvent(one);
  await notices.sweep();
  crash = false;
  const chats = makeChats();
  failing.deliveries.runDeliverer(chats, { limits });
  await notices.onEvent(back(one, 401));
  await until('it is told', async () => chats.posted[0]?.shown.length === 2);
  await notices.close();
  await failing.deliveries.close();
  expect(chats.posted.map(({ shown }) => shown)).toEqual([
    ['Anna’s iPhone cannot be reached over Wi-Fi right now', 'Anna’s iPhone was unreachable 6 min 41 s'],
  ]);
});

it('what happens while the platform is down is told afterwards, once, as it stands then', async () => {
  const { context, deliveries } = await openContext(redis.link);
  const notices = makeNotices(context, quick);
  const one = evicted(Date.now() - 3_600_000);
  await notices.onEvent(one);
  await notices.sweep();
  await notices.onEvent(back(one, 401));
  await notices.sweep();
  let isDown = true;
  const chats = makeChats(() => (isDown ? 'later' : 'fine'));
  deliveries.runDeliverer(chats, { limits });
  await until('it was tried', () => chats.calls.length > 2);
  isDown = false;
  await until('all is delivered', async () => (await deliveries.counts()).chats === 0);
  await notices.close();
  await deliveries.close();
  expect(chats.posted).toHaveLength(1);
  expect(chats.posted[0]?.shown.at(-1)).toBe('Anna’s iPhone was unreachable 6 min 41 s');
});
