import { afterEach, expect, test, vi } from 'vitest';
import { until } from '../support/redis.ts';
import { aWatch, type House, openHouse } from './support.ts';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 60_000 });

let house: House;
afterEach(() => house.close());

const phone = 'Annas-iPhone';
const evictedPhone = () => house.of('evicted').filter(({ flow }) => flow.device.name === phone);
const backPhone = () => house.of('back').filter(({ flow }) => flow.device.name === phone);
const evicted = () => until('the iPhone is evicted', () => evictedPhone().length > 0, 60_000);
const isWatching = (watchers: ReturnType<House['watch']>) =>
  until('it watches', () => watchers.counts().watching === 1);

test('an idle phone: one event when it is evicted and one when it is back, with idle time, class and gap', async () => {
  // Not faster: half a second in which this machine does something else must not pass for looks far apart.
  house = await openHouse({ factor: 20 });
  const watchers = house.watch();
  await isWatching(watchers);
  // Both of its connections speak now, and not again for ten minutes.
  house.demo.wakePhone();
  const before = evictedPhone().length;
  await until('the iPhone is evicted', () => evictedPhone().length > before, 60_000);
  const gone = evictedPhone().at(-1);
  await until(
    'the iPhone is back',
    () => backPhone().some(({ evictedId }) => evictedId === gone?.id),
    60_000,
  );
  const back = backPhone().at(-1);
  expect(gone).toMatchObject({
    class: 'fixed-pickup',
    flow: { service: 'apns', device: { mac: '5a:11:22:33:44:55', name: phone }, server: { port: 5223 } },
  });
  expect(gone?.idleS).toBeGreaterThanOrEqual(148);
  expect(gone?.idleS).toBeLessThanOrEqual(155);
  expect(gone?.countingS).toBeGreaterThanOrEqual(118);
  expect(gone?.evidence[0]?.line).toContain('[OFFLOAD]');
  expect(back?.unreachableS).toBeGreaterThanOrEqual(440);
  expect(back?.unreachableS).toBeLessThanOrEqual(460);
  expect(evictedPhone()).toHaveLength(before + 1);
});

test('the router reboots: all connections went with it, nobody was evicted, and it is watched again', async () => {
  house = await openHouse();
  const watchers = house.watch();
  await isWatching(watchers);
  await house.demo.reboot();
  await until('the reboot is told', () => house.of('unwatched').length > 0);
  await isWatching(watchers);
  expect(house.of('flushed')).toMatchObject([{ why: 'reboot' }]);
  expect(house.of('unwatched')).toMatchObject([{ why: 'reboot' }]);
  await evicted();
});

test('SSH drops again and again: told as a gap, nothing is guessed, an open gap stays open', async () => {
  house = await openHouse();
  const watchers = house.watch();
  await evicted();
  for (let n = 1; n <= 3; n++) {
    house.demo.cutConnections();
    await until('the drop is told', () => house.of('unwatched').length >= n);
    await isWatching(watchers);
  }
  expect(new Set(house.of('unwatched').map(({ why }) => why))).toEqual(new Set(['connection-lost']));
  await until('the iPhone is back', () => backPhone().length > 0, 60_000);
  expect(backPhone()).toMatchObject([{ evictedId: evictedPhone()[0]?.id }]);
  expect(house.of('flushed')).toEqual([]);
});

test('a firewall reload takes flows out of the flowtable and evicts nobody', async () => {
  house = await openHouse();
  const watchers = house.watch();
  await isWatching(watchers);
  await house.shell('fw4 -q reload');
  await house.shell('sleep 40');
  expect(house.events.filter(({ kind }) => kind !== 'evicted')).toEqual([]);
  expect(house.of('evicted').every(({ idleS }) => idleS >= 100)).toBe(true);
});

test('a WAN redial takes every masqueraded connection: flushed, not evicted', async () => {
  house = await openHouse();
  const watchers = house.watch();
  await isWatching(watchers);
  house.demo.wakePhone();
  await house.shell('sleep 12');
  await house.demo.reconnectWan();
  await until('the redial is told', () => house.of('flushed').length > 0);
  expect(house.of('flushed')).toMatchObject([{ why: 'redial' }]);
  expect(evictedPhone()).toEqual([]);
});

test('our restart loses no open gap and tells nothing twice', async () => {
  house = await openHouse();
  const first = house.watch();
  await evicted();
  await first.close();
  house.watch();
  await until('the iPhone is back', () => backPhone().length > 0, 60_000);
  expect(backPhone()).toMatchObject([{ evictedId: evictedPhone()[0]?.id }]);
  expect(evictedPhone()).toHaveLength(1);
  expect(house.of('unwatched')[0]).toMatchObject({ why: 'pushmedic' });
});

test('Redis restarts: watching goes on, nothing is lost or told twice', async () => {
  house = await openHouse();
  house.watch();
  const pid = house.redis.server.pid();
  await until('something is known', () => house.events.length > 0, 60_000);
  process.kill(pid ?? 0, 'SIGKILL');
  await until('Redis is another', () => {
    const now = house.redis.server.pid();
    return now !== undefined && now !== pid;
  });
  await until('the iPhone is back', () => backPhone().length > 0, 90_000);
  expect(new Set(house.events.map(({ id }) => id)).size).toBe(house.events.length);
  expect(backPhone()).toMatchObject([{ evictedId: evictedPhone()[0]?.id }]);
});

test('what takes the events fails for a while: they are offered again, in order', async () => {
  house = await openHouse();
  let refused = 0;
  house.watch({
    onEvent: async (event) => {
      if (refused < 2) {
        refused += 1;
        throw new Error('not now');
      }
      house.events.push(event);
    },
  });
  await evicted();
  expect(refused).toBe(2);
  expect(new Set(house.events.map(({ id }) => id)).size).toBe(house.events.length);
});

test('two workers: each router has one watcher, and both have their share', async () => {
  house = await openHouse();
  const more = ['r2', 'r3', 'r4'];
  for (const id of more) {
    await house.store.routers.add({ ...house.router, id, name: id });
    await house.store.watches.put(aWatch({ routerId: id }));
  }
  const first = house.watch();
  await until('one watches all', () => first.counts().watching === 4);
  const second = house.watch();
  await until('they share', () => first.counts().watching === 2 && second.counts().watching === 2);
  await evicted();
  const told = house
    .of('evicted')
    .map(({ routerId, flow }) => `${routerId} ${flow.device.ip} ${flow.family}`);
  expect(new Set(told).size).toBe(told.length);
  await second.close();
  await until('one watches all again', () => first.counts().watching === 4);
});

test('nobody wants to hear of it any more, and it was removed: watching ends', async () => {
  house = await openHouse();
  const watchers = house.watch();
  await isWatching(watchers);
  await house.store.watches.remove('r1', aWatch().to);
  await until('it stops', () => watchers.counts().held === 0);
  await house.store.watches.put(aWatch());
  await isWatching(watchers);
  await house.store.routers.remove('r1');
  house.demo.cutConnections();
  await until('it stops', async () => (await house.store.watches.routers()).length === 0);
});

test('a host name is told as it is', async () => {
  house = await openHouse();
  const name = '<b>@everyone</b>; rm -rf /';
  house.demo.addDevice(name);
  house.watch();
  await until(
    'it is evicted',
    () => house.of('evicted').some((event) => event.flow.device.name === name),
    60_000,
  );
});
