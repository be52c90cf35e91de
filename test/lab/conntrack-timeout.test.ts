import { afterAll, beforeAll, expect, test } from 'vitest';
import { bootLab, type Lab } from '../../docker/lab/lab.ts';
import { applyPlan } from '../../src/changes/apply.ts';
import type { Plan } from '../../src/changes/plan.ts';
import { revertAll } from '../../src/changes/revert.ts';
import { type Footprint, footprint } from './support/footprint.ts';
import { planFor } from './support/plan.ts';
import { type Product, product } from './support/product.ts';
import { makeIdentity, openShell, type Shell } from './support/shell.ts';

/** A time-out somebody made too short, on a kernel without the fault: raised, kept over everything, taken back. */
const identity = makeIdentity();
const setting = '/proc/sys/net/netfilter/nf_conntrack_tcp_timeout_established';
const mine = '/etc/sysctl.d/99-mine.conf';
let lab: Lab;
let shell: Shell;
let bot: Product;
let before: Footprint;
let plan: Plan;
const value = async () => Number(await shell.text(`cat ${setting}`));

beforeAll(async () => {
  lab = await bootLab({ kernel: '6.12', firewall: 'fw4', authorizedKey: identity.publicLine });
  shell = await openShell(lab, identity);
  bot = product(lab, identity);
  await shell.run(
    `mkdir -p /etc/sysctl.d; echo net.netfilter.nf_conntrack_tcp_timeout_established=600 > ${mine}; sysctl -q -p ${mine}`,
  );
});
afterAll(async () => {
  await bot?.sessions.close();
  shell?.close();
  await lab?.stop();
});

test('is raised live and for good', async () => {
  before = await footprint(shell);
  const { judgement, snapshot } = await bot.diagnose({ followSeconds: 0 });
  expect(judgement.findings.map(({ id }) => id)).toContain('established-timeout-low');
  plan = planFor(snapshot, {}, 'conntrack-timeout');
  expect(await applyPlan({ ...bot.run, plan })).toMatchObject({ kind: 'applied', already: false });
  expect(await value()).toBe(7440);
});

test('a firewall reload, a restart, a WAN reconnect and a reboot keep it', async () => {
  for (const event of ['/etc/init.d/firewall reload', '/etc/init.d/firewall restart', 'ifup wan']) {
    await shell.run(`${event} 2> /dev/null`);
    expect(await value(), event).toBe(7440);
  }
  shell.close();
  await lab.reboot();
  shell = await openShell(lab, identity);
  // Behind QEMU's forwarded port a kept connection does not learn that its other end is gone.
  await bot.sessions.close();
  bot = product(lab, identity);
  expect(await value(), 'reboot').toBe(7440);
});

test('revert leaves the value and every file as they were', async () => {
  expect(await revertAll({ ...bot.run, plans: [plan] })).toMatchObject({ kind: 'reverted' });
  expect(await value()).toBe(600);
  expect(await footprint(shell)).toEqual(before);
});
