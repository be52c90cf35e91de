import { afterAll, beforeAll, expect, it } from 'vitest';
import type { PushTest } from '../../src/model/push-test.ts';
import { makeSeal } from '../../src/redis/client/seal.ts';
import { openStore } from '../../src/store/store.ts';
import type { Store } from '../../src/store/store.types.ts';
import { quiet, type TestRedis, testRedis } from '../support/redis.ts';
import { aPushTest } from '../support/samples.ts';

let redis: TestRedis;
let store: Store;
beforeAll(async () => {
  redis = await testRedis();
  store = await openStore(redis.link, { seal: makeSeal('a secret'), log: quiet });
});
afterAll(() => redis.close());

const minute = 60_000;
/** A test of a phone of its own. */
const of = (key: string, change: Partial<PushTest> = {}): PushTest =>
  aPushTest({ id: `${key}-1`, phone: { key, ip: key, mac: null, name: null }, ...change });

it('one at a time for each phone: another waits, the same goes on, others are free', async () => {
  const [mine, other] = [of('one'), of('one', { id: 'one-2' })];
  expect(await store.pushTests.begin(mine, 0)).toEqual({ kind: 'begun' });
  expect(await store.pushTests.begin(other, 0)).toEqual({ kind: 'running' });
  expect(await store.pushTests.begin(mine, 1)).toEqual({ kind: 'begun' });
  expect(await store.pushTests.begin(of('another'), 0)).toEqual({ kind: 'begun' });
  await store.pushTests.end(other);
  expect(await store.pushTests.begin(other, 0)).toEqual({ kind: 'running' });
  await store.pushTests.end(mine);
  expect(await store.pushTests.begin(other, 0)).toEqual({ kind: 'begun' });
});

it('six an hour, a run that goes on counted once; the seventh is told when', async () => {
  for (let n = 0; n < 6; n += 1) {
    const test = of('six', { id: `six-${n}` });
    expect(await store.pushTests.begin(test, n * minute)).toEqual({ kind: 'begun' });
    await store.pushTests.end(test);
    expect(await store.pushTests.begin(test, n * minute)).toEqual({ kind: 'begun' });
    await store.pushTests.end(test);
  }
  const seventh = of('six', { id: 'six-7' });
  expect(await store.pushTests.begin(seventh, 10 * minute)).toEqual({
    kind: 'tooMany',
    againAt: 60 * minute,
  });
  expect(await store.pushTests.begin(seventh, 60 * minute)).toEqual({ kind: 'begun' });
});

it('the person’s own time is noted once, whatever the worker writes meanwhile', async () => {
  const test = of('saw');
  await store.pushTests.begin(test, 0);
  await Promise.all([
    store.pushTests.put({ ...test, handedAt: 1, sentAt: 2 }),
    store.pushTests.saw(test.id, 5_000),
  ]);
  expect(await store.pushTests.saw(test.id, 9_000)).toMatchObject({ sawAt: 5_000 });
  await store.pushTests.put({ ...test, handedAt: 1, sentAt: 2 });
  expect(await store.pushTests.get(test.id)).toMatchObject({ sentAt: 2, sawAt: 5_000 });
  expect(await store.pushTests.saw('nobody', 1)).toBeNull();
});

it('a phone’s tests are there newest first; a press ends one; a person keeps a phone', async () => {
  for (const id of ['list-1', 'list-2']) {
    const test = of('list', { id });
    await store.pushTests.begin(test, 0);
    await store.pushTests.end(test);
  }
  expect((await store.pushTests.ofPhone('r1', 'list')).map(({ id }) => id)).toEqual(['list-2', 'list-1']);
  expect(await store.pushTests.isStopped('list-1')).toBe(false);
  await store.pushTests.stop('list-1');
  expect([await store.pushTests.isStopped('list-1'), await store.pushTests.isStopped('list-2')]).toEqual([
    true,
    false,
  ]);
  expect(await store.pushTests.chosen('p1')).toBeNull();
  await store.pushTests.choose('p1', { routerId: 'r1', phone: 'list' });
  expect(await store.pushTests.chosen('p1')).toEqual({ routerId: 'r1', phone: 'list' });
});

it('names and times lie sealed in Redis', async () => {
  const test = of('sealed', { phone: { key: 'sealed', ip: 'x', mac: null, name: 'Annas-iPhone' } });
  await store.pushTests.begin(test, 0);
  expect(JSON.stringify(await redis.link.redis.hgetall('pm:push-test:sealed-1'))).not.toContain(
    'Annas-iPhone',
  );
});
