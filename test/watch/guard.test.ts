import { afterEach, expect, test, vi } from 'vitest';
import { applyPlan } from '../../src/changes/apply.ts';
import type { Plan } from '../../src/changes/plan.ts';
import { revertAll } from '../../src/changes/revert.ts';
import { take } from '../../src/probes/engine/take.ts';
import { remedies } from '../../src/remedies/index.ts';
import { planFrom } from '../support/plans.ts';
import { until } from '../support/redis.ts';
import { anna } from '../support/samples.ts';
import { aWatch, type House, openHouse } from './support.ts';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 60_000 });

let house: House;
afterEach(() => house.close());

const run = () => ({
  sessions: house.sessions,
  target: house.demo.target,
  connect: { hostKey: house.demo.hostKey, limited: false },
  take,
  remedies,
});

/** Puts a fix in place, as a person's press does. */
async function fix(): Promise<Plan> {
  const snapshot = await house.sessions.borrow(house.demo.target, run().connect, (session) => take(session));
  const plan = planFrom(snapshot, { routerId: 'r1', requestedBy: anna, chat: aWatch().to });
  await house.store.plans.put(plan);
  await house.store.plans.take(plan.id, Date.now());
  const applied = await applyPlan({ ...run(), plan });
  expect(applied.kind).toBe('applied');
  await house.store.plans.finish(plan.id, 'applied');
  return plan;
}

const states = () => house.of('guard').map(({ state }) => state);
const file = '/etc/nftables.d/05-pushmedic.nft';
const watching = async () => {
  const watchers = house.watch();
  await until('it watches', () => watchers.counts().watching === 1);
};

test('rules that a reload drops are told as lost, with the offload rule; put back, as restored', async () => {
  house = await openHouse({ factor: 40 });
  await fix();
  await watching();
  await house.shell(`cp ${file} /tmp/kept; rm ${file}; fw4 -q reload`);
  await until('it is told', () => states().length > 0);
  expect(
    house
      .of('guard')[0]
      ?.evidence.map(({ line }) => line)
      .join('\n'),
  ).toContain('flow');
  await house.shell(`cp /tmp/kept ${file}; fw4 -q reload`);
  await until('it is told', () => states().length > 1);
  expect(states()).toEqual(['lost', 'restored']);
});

test('a fix is restored when its file is there too, which comes after the rules and changes none', async () => {
  house = await openHouse({ factor: 40 });
  await fix();
  await watching();
  await house.shell(`cp ${file} /tmp/kept; rm ${file}; fw4 -q reload`);
  await until('it is told', () => states().length > 0);
  await house.shell(`cp /tmp/kept ${file}; fw4 -q reload; rm ${file}`);
  // Until the loop has seen the rules.
  await house.shell('sleep 60');
  expect(states()).toEqual(['lost']);
  await house.shell(`cp /tmp/kept ${file}`);
  await until('it is told', () => states().length > 1);
  expect(states()).toEqual(['lost', 'restored']);
});

test('rules below the offload rule are displaced', async () => {
  house = await openHouse({ factor: 40 });
  await fix();
  await watching();
  await house.shell(
    `rm ${file}; fw4 -q reload; nft add rule inet fw4 forward tcp dport '{ 5223, 5228-5230 }' ct state established,related accept comment '"pushmedic:apns:v1"'; nft add rule inet fw4 forward tcp sport '{ 5223, 5228-5230 }' ct state established,related accept comment '"pushmedic:apns:v1"'`,
  );
  await until('it is told', () => states().length > 0);
  expect(states()).toEqual(['displaced']);
});

test('reboots and reloads that keep the rules, and a revert, are no news', async () => {
  house = await openHouse({ factor: 40 });
  const plan = await fix();
  await watching();
  await house.shell('fw4 -q reload');
  await house.demo.reboot();
  await until('the reboot is told', () => house.of('unwatched').length > 0);
  const reverted = await revertAll({ ...run(), plans: [plan] });
  expect(reverted.kind).toBe('reverted');
  await house.store.plans.finish(plan.id, 'reverted');
  await house.shell('sleep 120');
  expect(states()).toEqual([]);
});

test('kept fixed: lost rules are put back through a plan of their own, and that is in the history', async () => {
  house = await openHouse({ factor: 40 });
  const plan = await fix();
  await house.store.watches.put(aWatch({ keepFixed: true }));
  await watching();
  await house.shell(`rm ${file}; fw4 -q reload`);
  await until('it is put back', () => states().length > 1, 60_000);
  expect(states()).toEqual(['lost', 'restored']);
  expect(house.demo.rules().slice(0, 2).join('\n')).toContain('pushmedic:exempt:v2');
  const [now] = await house.store.plans.applied('r1');
  expect(now?.id).not.toBe(plan.id);
  const history = await house.store.history.read('r1', 10);
  expect(history.map(({ action, phase, outcome }) => `${action} ${phase} ${outcome}`)).toEqual([
    'guard end ok',
    'guard start ',
  ]);
});

test('while watched, a fix ends the evictions', async () => {
  house = await openHouse();
  await watching();
  await fix();
  house.demo.reconnectPhone();
  const before = house.of('evicted').length;
  await house.shell('sleep 1800');
  const names = house
    .of('evicted')
    .slice(before)
    .map(({ flow }) => flow.device.name);
  expect(names).not.toContain('Annas-iPhone');
});
