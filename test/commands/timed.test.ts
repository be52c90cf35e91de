import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { anna, aPushTest, aRouter, bert } from '../support/samples.ts';
import { type Bench, bench } from './host.ts';

let on: Bench;
beforeAll(async () => {
  on = await bench();
  await on.store.people.setOwners([anna]);
  await on.store.people.setRole(bert, 'operator');
});
beforeEach(async () => {
  on.jobs.length = 0;
  for (const { id } of await on.store.routers.list()) await on.store.routers.remove(id);
});
afterAll(() => on.close());

const iPhone = { name: 'Annas-iPhone', ip: '192.168.1.188', mac: '5a:11:22:33:44:55' };
const pixel = { name: 'Pixel-8', ip: '192.168.1.77', mac: '3c:28:6d:10:20:30' };
const labels = (said: Awaited<ReturnType<Bench['say']>>) => said?.reply.buttons.map(({ label }) => label);

test('without a router there is nothing to test; where no phone is known, the router is looked at', async () => {
  expect((await on.say(anna, 'test'))?.reply.tone).toBe('bad');
  await on.store.routers.add(aRouter());
  expect((await on.say(anna, 'test'))?.reply.title).toBe('Looking for phones behind Home …');
  expect(on.jobs).toMatchObject([{ kind: 'test', routerId: 'r1' }]);
  expect(on.jobs[0]).not.toHaveProperty('phone');
  await on.store.routers.add(aRouter({ id: 'r2', name: 'Club', addedAt: 2_000 }));
  expect(labels(await on.say(anna, 'test'))).toEqual(['Home', 'Club']);
});

test('the only phone is tested at once; of several one is chosen by name, and kept for that person alone', async () => {
  await on.store.routers.add(aRouter());
  await on.store.routers.sawDevices('r1', [iPhone]);
  await on.say(bert, 'test');
  expect(on.jobs.splice(0)).toMatchObject([{ kind: 'test', phone: iPhone.mac }]);
  await on.store.routers.sawDevices('r1', [pixel]);
  const asked = await on.say(anna, 'test');
  expect(labels(asked)).toEqual(['Pixel-8', 'Annas-iPhone']);
  expect(asked?.reply.names).toEqual(['Pixel-8', 'Annas-iPhone']);
  expect(on.jobs).toEqual([]);
  await on.press(anna, asked?.reply.buttons[0]);
  await on.say(anna, 'test');
  await on.say(bert, 'test');
  expect(on.jobs.splice(0)).toMatchObject([
    { phone: pixel.mac },
    { phone: pixel.mac },
    { phone: iPhone.mac },
  ]);
});

test.each(['Annas-iPhone', 'annas-iphone', '192.168.1.188', '5A:11:22:33:44:55'])(
  'a phone may be called by name, address or MAC: %s',
  async (name) => {
    await on.store.routers.add(aRouter());
    await on.store.routers.sawDevices('r1', [iPhone, pixel]);
    await on.say(anna, `test ${name}`);
    expect(on.jobs).toMatchObject([{ phone: iPhone.mac }]);
  },
);

test('phones behind several routers are told apart by the router', async () => {
  await on.store.routers.add(aRouter());
  await on.store.routers.add(aRouter({ id: 'r2', name: 'Club', addedAt: 2_000 }));
  await on.store.routers.sawDevices('r1', [iPhone]);
  await on.store.routers.sawDevices('r2', [{ ...pixel, mac: '3c:28:6d:10:20:31' }]);
  await on.store.pushTests.choose((await on.store.people.of(anna)).id, { routerId: 'r0', phone: 'gone' });
  expect(labels(await on.say(anna, 'test'))).toEqual(['Annas-iPhone (Home)', 'Pixel-8 (Club)']);
});

test('I see it now is noted once, and says what the router saw as far as it is known', async () => {
  const sent = aPushTest({ handedAt: 1_000, sentAt: 1_100 });
  await on.store.pushTests.begin(sent, 0);
  await on.store.pushTests.put(sent);
  const saw = await on.say(anna, 'saw t1', { at: 4_100 });
  expect(saw?.reply.title).toBe('Noted: you saw it after 3.0 s');
  const arrival = { kind: 'arrived' as const, delayS: 0.8, marginS: 0.5, doubt: null, others: 0 };
  await on.store.pushTests.put({
    ...sent,
    arrival: { ...arrival, forgot: false, atLeast: false, hardware: false, evidence: [] },
  });
  const again = await on.say(bert, 'saw t1', { at: 9_000 });
  expect(again?.reply.title).toBe('Noted: you saw it after 3.0 s');
  expect(JSON.stringify(again?.reply.blocks)).toContain('0.8 s');
  expect((await on.say(anna, 'saw nothing'))?.reply.tone).toBe('bad');
});
