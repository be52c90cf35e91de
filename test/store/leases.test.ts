import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { makeSeal } from '../../src/redis/client/seal.ts';
import { openStore } from '../../src/store/store.ts';
import type { Store } from '../../src/store/store.types.ts';
import { quiet, type TestRedis, testRedis, until } from '../support/redis.ts';
import { aWatch } from '../watch/support.ts';

let redis: TestRedis;
let store: Store;
beforeAll(async () => {
  redis = await testRedis();
  store = await openStore(redis.link, { seal: makeSeal('a secret'), log: quiet });
});
afterAll(() => redis.close());
beforeEach(async () => {
  await redis.link.redis.flushdb();
});

const watch = async (...ids: string[]) => {
  for (const routerId of ids) await store.watches.put(aWatch({ routerId }));
};
const renew = (worker: string, ms = 10_000) => store.leases.renew(worker, ms);

test('nothing watched, nothing held', async () => {
  expect(await renew('a')).toEqual({ held: [], surplus: [], woken: [] });
});

test('a worker takes all; a second is given its share once the first lets go', async () => {
  await watch('r1', 'r2', 'r3');
  expect(await renew('a')).toEqual({ held: ['r1', 'r2', 'r3'], surplus: [], woken: [] });
  expect(await renew('b')).toEqual({ held: [], surplus: [], woken: [] });
  expect(await renew('a')).toEqual({ held: ['r1', 'r2', 'r3'], surplus: ['r3'], woken: [] });
  await store.leases.release('a', ['r3']);
  expect(await renew('b')).toEqual({ held: ['r3'], surplus: [], woken: [] });
  expect(await renew('a')).toEqual({ held: ['r1', 'r2'], surplus: [], woken: [] });
});

test('a worker that is gone is followed when its leases run out', async () => {
  await watch('r1');
  await renew('a', 300);
  expect((await renew('b')).held).toEqual([]);
  await until('it runs out', async () => (await renew('b')).held.length === 1);
  expect((await renew('a')).held).toEqual([]);
});

test('a closing worker gives back at once', async () => {
  await watch('r1', 'r2');
  await renew('a');
  await store.leases.release('a', ['r1', 'r2'], { last: true });
  expect((await renew('b')).held).toEqual(['r1', 'r2']);
});

test('many workers at once: no router has two', async () => {
  await watch(...Array.from({ length: 40 }, (_, n) => `r${n}`));
  const workers = ['a', 'b', 'c', 'd'];
  for (let round = 0; round < 5; round++) {
    const shares = await Promise.all(workers.map((worker) => renew(worker)));
    const all = shares.flatMap(({ held }) => held);
    expect(new Set(all).size).toBe(all.length);
    await Promise.all(workers.map((worker, n) => store.leases.release(worker, shares[n]?.surplus ?? [])));
  }
  const shares = await Promise.all(workers.map((worker) => renew(worker)));
  expect(shares.map(({ held }) => held.length)).toEqual([10, 10, 10, 10]);
});

test('only who holds the lease writes what is known; it is sealed, and goes with the watch', async () => {
  await watch('r1');
  await renew('a');
  expect(await store.leases.saveState('a', 'r1', { phone: 'Annas-iPhone' })).toBe(true);
  expect(await store.leases.saveState('b', 'r1', { phone: 'nobody' })).toBe(false);
  expect(await store.leases.state('r1')).toEqual({ phone: 'Annas-iPhone' });
  expect(JSON.stringify(await redis.link.redis.hgetall(`${redis.link.prefix}:watch-states`))).not.toContain(
    'Anna',
  );
  await store.watches.remove('r1', aWatch().to);
  expect(await renew('a')).toEqual({ held: [], surplus: [], woken: [] });
  expect(await store.leases.state('r1')).toBeNull();
});

test('who watches a router hears once that somebody logged in to it; nobody is kept in mind whom nobody watches', async () => {
  await watch('r1', 'r2');
  await renew('a');
  await store.watches.wake('r1');
  await store.watches.wake('r3');
  expect((await renew('b')).woken).toEqual([]);
  expect((await renew('a')).woken).toEqual(['r1']);
  expect((await renew('a')).woken).toEqual([]);
  await watch('r3');
  expect((await renew('a')).woken).toEqual([]);
});
