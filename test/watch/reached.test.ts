import { afterEach, expect, test, vi } from 'vitest';
import { type DemoRouter, startDemoRouter } from '../../src/demo/router.ts';
import { readWatchState } from '../../src/watch/state.ts';
import { relay, type Stand } from '../ssh/server.ts';
import { until } from '../support/redis.ts';
import { aWatch, type House, identity, openHouse } from './support.ts';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 60_000 });

/** A watch tells after half a second here, and tries a login that was refused only after minutes, as it does at home. */
const timing = { unreachableMs: 500 };

let house: House;
let stand: Stand | null = null;
let other: DemoRouter | null = null;

afterEach(async () => {
  await house.close();
  await stand?.stop();
  await other?.close();
  [stand, other] = [null, null];
});

/** The router at an address of its own, behind which another one may come. */
async function open(): Promise<{ port: number; leads(to: DemoRouter | null): Promise<void> }> {
  house = await openHouse();
  stand = await relay(house.demo.target.port);
  const { port } = stand.target;
  await house.store.routers.update('r1', { port });
  return {
    port,
    async leads(to) {
      await stand?.stop();
      stand = to === null ? null : await relay(to.target.port, undefined, port);
    },
  };
}

const told = () => house.of('unreachable');
const back = () => house.of('reachable');
const isWatching = (watchers: ReturnType<House['watch']>) =>
  until('it watches', () => watchers.counts().watching === 1);

test('a router that is off: told once, also over our own restart, and once when it is back', async () => {
  const { port, leads } = await open();
  const first = house.watch({ timing });
  await isWatching(first);
  await leads(null);
  await until('it is told', () => told().length > 0);
  expect(told()).toMatchObject([
    { routerId: 'r1', obstacle: { reason: 'refused', address: `root@127.0.0.1:${port}` } },
  ]);
  await until('it is counted', () => first.counts().unreachable === 1);
  expect(first.counts()).toEqual({ held: 1, watching: 0, unreachable: 1 });
  const { since } = readWatchState(await house.store.leases.state('r1'))?.unreachable ?? {};
  await first.close();
  const second = house.watch({ timing });
  await until('it is tried', () => second.counts().unreachable === 1);
  await leads(house.demo);
  await isWatching(second);
  await until('its return is told', () => back().length > 0);
  expect(told()).toHaveLength(1);
  expect(back()).toMatchObject([{ routerId: 'r1', since }]);
  expect(readWatchState(await house.store.leases.state('r1'))?.unreachable).toBeNull();
});

test('a short break is no news', async () => {
  const { leads } = await open();
  const watchers = house.watch({ timing: { unreachableMs: 600_000 } });
  await isWatching(watchers);
  await leads(null);
  await until('it is tried', () => watchers.counts().watching === 0);
  await leads(house.demo);
  await isWatching(watchers);
  expect([...told(), ...back()]).toEqual([]);
});

test('another host key: told with both; trusting it wakes the watch', async () => {
  const { leads } = await open();
  other = await startDemoRouter({ identityKeys: [identity.public], seed: 2 });
  const watchers = house.watch({ timing });
  await isWatching(watchers);
  await leads(other);
  await until('it is told', () => told().some(({ obstacle }) => obstacle.reason === 'new-key'));
  expect(told().at(-1)?.obstacle.hostKeys).toEqual({ trusted: house.demo.hostKey, shown: other.hostKey });
  await house.store.routers.update('r1', { hostKey: other.hostKey });
  await house.store.watches.wake('r1');
  await until('its return is told', () => back().length === 1);
  expect(watchers.counts().watching).toBe(1);
});

test('our key is gone: what was told is corrected, and a login that succeeds wakes the watch', async () => {
  const { leads } = await open();
  other = await startDemoRouter({ identityKeys: [], seed: 2 });
  await house.store.routers.update('r1', { hostKey: other.hostKey });
  await leads(null);
  const watchers = house.watch({ timing });
  await until('it is told', () => told().length === 1);
  await leads(other);
  await until('it is told anew', () => told().length === 2);
  expect(told().map(({ obstacle }) => obstacle.reason)).toEqual(['refused', 'login']);
  expect(new Set(told().map(({ since }) => since)).size).toBe(1);
  // The key is back; the next try would come in minutes.
  await house.store.routers.update('r1', { hostKey: house.demo.hostKey });
  await leads(house.demo);
  await house.store.watches.wake('r1');
  await isWatching(watchers);
  await until('its return is told', () => back().length === 1);
});

test('a watch that nobody wants any more leaves nothing behind', async () => {
  const { leads } = await open();
  await leads(null);
  const watchers = house.watch({ timing });
  await until('it is told', () => told().length === 1);
  await house.store.watches.remove('r1', aWatch().to);
  await until('it stops', () => watchers.counts().held === 0);
  await until('all is forgotten', async () => (await house.store.leases.state('r1')) === null);
});
