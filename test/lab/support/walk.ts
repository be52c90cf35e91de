import { afterAll, beforeAll, expect, test } from 'vitest';
import { bootLab, type Lab } from '../../../docker/lab/lab.ts';
import { applyPlan } from '../../../src/changes/apply.ts';
import type { Plan } from '../../../src/changes/plan.ts';
import { planJson } from '../../../src/changes/plan-json.ts';
import { revertAll } from '../../../src/changes/revert.ts';
import type { Stage } from '../../../src/changes/run.types.ts';
import type { Diagnosis } from '../../../src/diagnosis/diagnose.ts';
import { toJson } from '../../../src/diagnosis/report/json.ts';
import { remedyFor } from '../../../src/remedies/index.ts';
import { diagnoseByHand } from './cli.ts';
import { type Footprint, footprint } from './footprint.ts';
import { planFor } from './plan.ts';
import { type Product, product } from './product.ts';
import { makeIdentity, openShell, type Shell } from './shell.ts';

const identity = makeIdentity();
const findingIds = ({ judgement }: Diagnosis) => judgement.findings.map((finding) => finding.id);

/** A new connection in both families, past the point where it would have been offloaded. */
async function newFlow(shell: Shell): Promise<string[]> {
  // The first reading drops what has run out, and misses as many that have not.
  await shell.run('/lab/phone fresh; sleep 1; /lab/phone heartbeat; sleep 1; cat /proc/net/nf_conntrack');
  const lines = await shell.text(`grep -w 5223 /proc/net/nf_conntrack | grep -v -e _WAIT -e CLOSE`);
  return lines.trim().split('\n').sort();
}
const exempt = /^ipv[46] +\d+ tcp +6 74[0-9][0-9] ESTABLISHED .*\[ASSURED\]/;
const offloaded = /^ipv[46] +\d+ tcp +6 src=.*\[OFFLOAD\]/;
const each = (shape: RegExp) => [expect.stringMatching(shape), expect.stringMatching(shape)];

export interface Walk {
  firewall: 'fw4' | 'fw3';
  /** Restart as after a power failure instead of an orderly reboot. */
  cut: boolean;
}

/** From fault to cure and back on one router, through the product's own SSH, script, parsers, judge and cure. */
export function walk({ firewall, cut }: Walk): void {
  let lab: Lab;
  let shell: Shell;
  let bot: Product;
  let before: Footprint;
  let plan: Plan;

  beforeAll(async () => {
    lab = await bootLab({ kernel: '5.10', firewall, authorizedKey: identity.publicLine });
    shell = await openShell(lab, identity);
    bot = product(lab, identity);
  });
  afterAll(async () => {
    await bot?.sessions.close();
    shell?.close();
    await lab?.stop();
  });

  test('is impaired: fixed pickup, seen on both connections of the phone, in one exec', async () => {
    await shell.run('/lab/phone fresh; sleep 33');
    before = await footprint(shell);
    const seen = await bot.diagnose();
    expect(seen.judgement).toMatchObject({
      verdict: 'impaired',
      class: 'fixed-pickup',
    });
    expect(seen.execs).toBe(1);
    expect(seen.bytes).toBeLessThan(64 * 1024);
    expect(seen.judgement.router).toMatchObject({
      distribution: 'OpenWrt',
      firewall,
      offload: { software: true, hardware: false },
    });
    const flows = seen.judgement.flows.filter(({ entry }) => entry.state === 'ESTABLISHED');
    expect(flows.map(({ entry }) => entry.family).sort()).toEqual(['ipv4', 'ipv6']);
    for (const flow of flows) {
      expect(flow).toMatchObject({ service: 'apns', exempt: false, server: { port: 5223 } });
      expect(flow.entry.timeoutS).toBeLessThanOrEqual(120);
      expect(flow.device).toMatchObject({ mac: '5a:11:22:33:44:55', name: '<b>@everyone</b>' });
    }
    plan = planFor(seen.snapshot);
    expect(planJson(plan, firewall)).toMatchObject({
      firewall,
      persistent: true,
      families: ['ipv4', 'ipv6'],
    });
    expect(
      JSON.parse(
        JSON.stringify(toJson(seen.judgement, { offers: [], plan: planJson(plan, firewall), remedyFor })),
      ),
    ).toMatchObject({
      verdict: 'impaired',
      class: 'fixed-pickup',
      router: { kernel: expect.stringMatching(/^5\.10\./), firewall },
      plan: { firewall },
    });
  });

  test('is impaired as well while every connection is still offloaded', async () => {
    await shell.run('/lab/phone fresh');
    const byHand = await diagnoseByHand(lab.target, identity);
    expect(byHand).toMatchObject({
      code: 1,
      json: { verdict: 'impaired', class: 'fixed-pickup', plan: { firewall, persistent: true } },
    });
    expect(byHand.json).toHaveProperty('flows.1.offloaded', true);
  });

  test('the fix is applied, verified over new connections, and the undo called off', async () => {
    const stages: Stage[] = [];
    const applied = await applyPlan({ ...bot.run, plan, onProgress: (stage) => stages.push(stage) });
    expect(applied).toMatchObject({ kind: 'applied', already: false, persistent: true });
    expect(stages).toEqual([
      'look',
      'schedule-rollback',
      'live',
      'verify',
      'persist',
      'verify-again',
      'confirm',
    ]);
    expect((await footprint(shell)).left).toBe('');
  });

  test('a new connection is exempt in both families, and the router healthy', async () => {
    expect(await newFlow(shell)).toEqual(each(exempt));
    const seen = await bot.diagnose();
    expect(seen.judgement.verdict).toBe('healthy');
    expect(seen.judgement.flows.map(({ exempt }) => exempt)).toEqual([true, true]);
  });

  test('applied again: it stands already, nothing is run twice', async () => {
    const cured = await footprint(shell);
    const again = await applyPlan({
      ...bot.run,
      plan: planFor((await bot.diagnose({ followSeconds: 0 })).snapshot),
    });
    expect(again).toMatchObject({ kind: 'applied', already: true });
    expect(await footprint(shell)).toEqual(cured);
  });

  test('a firewall reload, a restart and a WAN reconnect keep it', async () => {
    for (const event of ['/etc/init.d/firewall reload', '/etc/init.d/firewall restart', 'ifup wan']) {
      await shell.run(`${event} 2> /dev/null`);
      expect(await newFlow(shell), event).toEqual(each(exempt));
    }
  });

  test(cut ? 'a power cut keeps it' : 'a reboot keeps it', async () => {
    shell.close();
    await lab.reboot({ cut });
    shell = await openShell(lab, identity);
    expect(await newFlow(shell)).toEqual(each(exempt));
    const seen = await bot.diagnose();
    expect(seen.judgement.verdict).toBe('healthy');
    expect(
      seen.judgement.findings.filter(({ severity }) => severity === 'fault' || severity === 'risk'),
    ).toEqual([]);
  });

  test('revert leaves rules, files and UCI as they were, and the fault', async () => {
    expect(await revertAll({ ...bot.run, plans: [plan] })).toMatchObject({ kind: 'reverted' });
    expect(await footprint(shell)).toEqual(before);
    expect(await newFlow(shell)).toEqual(each(offloaded));
    expect(await revertAll({ ...bot.run, plans: [] })).toEqual({ kind: 'nothing' });
  });

  test('a rule of somebody else’s, for one direction: told, completed, and left alone by revert', async () => {
    await shell.run(
      firewall === 'fw4'
        ? `nft insert rule inet fw4 forward tcp dport 5223 ct state established,related accept`
        : 'iptables -I FORWARD -p tcp --dport 5223 -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT',
    );
    const withTheirs = await footprint(shell);
    const seen = await bot.diagnose({ followSeconds: 0 });
    expect(findingIds(seen)).toContain('exemption-one-direction');
    const own = planFor(seen.snapshot);
    expect(await applyPlan({ ...bot.run, plan: own })).toMatchObject({ kind: 'applied', already: false });
    expect(await newFlow(shell)).toEqual(each(exempt));
    expect(await revertAll({ ...bot.run, plans: [own] })).toMatchObject({ kind: 'reverted' });
    expect(await footprint(shell)).toEqual(withTheirs);
  });

  test('a plan made for other rules is refused, and changes nothing', async () => {
    const { snapshot } = await bot.diagnose({ followSeconds: 0 });
    const stale = planFor(snapshot);
    const change =
      firewall === 'fw4' ? 'nft add rule inet fw4 forward counter' : 'iptables -A FORWARD -j RETURN';
    await shell.run(change);
    const changed = await footprint(shell);
    expect(await applyPlan({ ...bot.run, plan: stale })).toMatchObject({
      kind: 'refused',
      failure: { cause: 'plan-stale' },
    });
    expect(await footprint(shell)).toEqual(changed);
  });
}
