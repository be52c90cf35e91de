import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { makeSeal } from '../../src/redis/client/seal.ts';
import { openStore } from '../../src/store/store.ts';
import type { Store } from '../../src/store/store.types.ts';
import { quiet, type TestRedis, testRedis, until } from '../support/redis.ts';

let redis: TestRedis;
let store: Store;
let other: Store;

beforeAll(async () => {
  redis = await testRedis();
});
afterAll(() => redis.close());
const isHeld = async ({ link }: TestRedis) => (await link.redis.hexists('pm:locks', 'router:r1')) === 1;
beforeEach(async () => {
  await redis.link.redis.flushall();
  const options = { seal: makeSeal(null), log: quiet };
  store = await openStore(redis.link, options);
  other = await openStore(await redis.connect(), options);
});

it('lets one at a time work on a router, over all connections, and loses no turn', async () => {
  let inside = 0;
  let most = 0;
  const work = async () => {
    inside += 1;
    most = Math.max(most, inside);
    await new Promise((resolve) => setTimeout(resolve, 10));
    inside -= 1;
    return 'done';
  };
  const all = await Promise.all(
    Array.from({ length: 10 }, (_, i) => (i % 2 ? store : other).withRouterLock('r1', 60_000, work)),
  );
  expect(all).toEqual(Array(10).fill('done'));
  expect(most).toBe(1);
});

it('gives null to who waits in vain, and does not hold up another router', async () => {
  let release = () => {};
  const held = store.withRouterLock('r1', 0, () => new Promise<void>((resolve) => (release = resolve)));
  await until('the lock is held', () => isHeld(redis));
  expect(await other.withRouterLock('r1', 250, async () => 'mine')).toBeNull();
  expect(await other.withRouterLock('r2', 0, async () => 'mine')).toBe('mine');
  release();
  await held;
  expect(await other.withRouterLock('r1', 0, async () => 'mine')).toBe('mine');
});

it('passes on what the work threw, and frees the lock', async () => {
  await expect(store.withRouterLock('r1', 0, () => Promise.reject(new Error('mine')))).rejects.toThrow(
    'mine',
  );
  expect(await isHeld(redis)).toBe(false);
});

it('is free again when what its dead holder had left of it has run out', async () => {
  await redis.link.redis.hset('pm:locks', 'router:r1', `${Date.now() + 1_000} a dead one`);
  expect(await store.withRouterLock('r1', 0, async () => 'mine')).toBeNull();
  expect(await store.withRouterLock('r1', 30_000, async () => 'mine')).toBe('mine');
});

it('is renewed while the work goes on', async () => {
  let stopped = false;
  const work = async (signal: AbortSignal) => {
    signal.addEventListener('abort', () => {
      stopped = true;
    });
    const first = await redis.link.redis.hget('pm:locks', 'router:r1');
    await until(
      'it was renewed',
      async () => (await redis.link.redis.hget('pm:locks', 'router:r1')) !== first,
      30_000,
    );
    return other.withRouterLock('r1', 0, async () => 'mine');
  };
  expect(await store.withRouterLock('r1', 0, work)).toBeNull();
  expect(stopped).toBe(false);
}, 40_000);

it('aborts the work when the lock was lost to somebody else', async () => {
  const result = store.withRouterLock(
    'r1',
    0,
    (signal) =>
      new Promise((resolve) => {
        signal.addEventListener('abort', () => resolve('stopped'));
      }),
  );
  await until('the lock is held', () => isHeld(redis));
  const theirs = `${Date.now() + 600_000} somebody else`;
  await redis.link.redis.hset('pm:locks', 'router:r1', theirs);
  expect(await result).toBe('stopped');
  expect(await redis.link.redis.hget('pm:locks', 'router:r1')).toBe(theirs);
}, 40_000);

it('aborts the work when Redis is gone for longer than the lock lives', async () => {
  const lone = await testRedis();
  const alone = await openStore(lone.link, { seal: makeSeal(null), log: quiet });
  let stopped = false;
  const result = alone.withRouterLock(
    'r1',
    0,
    (signal) =>
      new Promise<void>((resolve) => {
        signal.addEventListener('abort', () => {
          stopped = true;
          resolve();
        });
      }),
  );
  await until('the lock is held', () => isHeld(lone));
  const pid = lone.server.pid();
  if (pid === undefined) throw new Error('no process id');
  process.kill(pid, 'SIGSTOP');
  await until('the work was stopped', () => stopped, 30_000);
  process.kill(pid, 'SIGCONT');
  await result;
  await lone.close();
}, 60_000);
