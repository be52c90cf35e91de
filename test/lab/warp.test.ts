import { afterAll, beforeAll, expect, test } from 'vitest';
import { bootLab, type Lab } from '../../docker/lab/lab.ts';
import { applyPlan } from '../../src/changes/apply.ts';
import { planFor } from './support/plan.ts';
import { type Product, product } from './support/product.ts';
import { makeIdentity, openShell, type Shell } from './support/shell.ts';

/**
 * The fault as a person meets it, on a clock that skips idle time: a push sent five minutes after the phone's last
 * word, on a router that drops what its WAN side did not ask for.
 */
const identity = makeIdentity();
let lab: Lab;
let shell: Shell;
let bot: Product;

beforeAll(async () => {
  lab = await bootLab({ kernel: '5.10', firewall: 'fw4', warp: true, authorizedKey: identity.publicLine });
  shell = await openShell(lab, identity);
  bot = product(lab, identity);
  const drop = ['input', 'forward'].map((what) => `uci set firewall.@zone[1].${what}=DROP`).join('; ');
  await shell.run(`${drop}; uci commit firewall; fw4 reload`);
});
afterAll(async () => {
  await bot?.sessions.close();
  shell?.close();
  await lab?.stop();
});

/** The connection's entry every ten seconds of silence, and how late the push was. */
async function pushAfterFiveMinutes(): Promise<{ entries: { atS: number; line: string }[]; lateS: number }> {
  const text = await shell.text('/lab/phone late v4 300');
  const entries = [...text.matchAll(/^(\d+) (.*)$/gm)].map(([, at, line]) => ({
    atS: Number(at),
    line: line ?? '',
  }));
  const late = /^late ([\d.]+)$/m.exec(text)?.[1];
  if (late === undefined) throw new Error(`the push never arrived:\n${text}`);
  return { entries, lateS: Number(late) };
}

test('before: forgotten 150 s after the last word, and the push waits for the phone’s next heartbeat', async () => {
  const { entries, lateS } = await pushAfterFiveMinutes();
  const at = (from: number, to: number) =>
    entries.filter(({ atS }) => atS >= from && atS <= to).map(({ line }) => line);
  for (const line of at(0, 28)) expect(line).toContain('[OFFLOAD]');
  expect(at(36, 144).length).toBeGreaterThan(8);
  for (const line of at(36, 144)) expect(line).toMatch(/ tcp +6 (1[01])?\d?\d ESTABLISHED /);
  expect(at(156, 300).length).toBeGreaterThan(10);
  for (const line of at(156, 300)) expect(line).toBe('gone');
  expect(lateS).toBeGreaterThan(250);
});

test('after: never offloaded, and the push arrives at once', async () => {
  const { snapshot } = await bot.diagnose({ followSeconds: 0 });
  // The router's seconds fly here: its undo gets enough of them.
  const plan = planFor(snapshot, { rollbackS: 10_000_000 });
  expect(await applyPlan({ ...bot.run, plan })).toMatchObject({ kind: 'applied', already: false });
  const { entries, lateS } = await pushAfterFiveMinutes();
  expect(entries.length).toBeGreaterThan(20);
  for (const { line } of entries) expect(line).toMatch(/ tcp +6 7\d\d\d ESTABLISHED .*\[ASSURED\]/);
  expect(lateS).toBeLessThan(2);
});
