import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { applyPlan } from '../../src/changes/apply.ts';
import { type Plan, planSchema } from '../../src/changes/plan.ts';
import { planOfFirst } from '../../src/changes/plan-first.ts';
import { take } from '../../src/probes/engine/take.ts';
import { dump, hostKey, lineTo, optionsFor, planFor, revert, target } from '../changes/router.ts';
import { makeWorld, type World } from '../changes/world.ts';
import { namespacesOrSay } from '../support/namespaces.ts';
import { cureOfPlan } from '../support/plans.ts';

const here = namespacesOrSay('routers as the first release leaves them');

const kinds = ['fw4', 'fw3', 'nftables', 'iptables'] as const;

interface Stored {
  id: string;
  steps: Record<'apply' | 'verify' | 'revert', { id: string; script: string }[]>;
}
/** Plans of the four firewalls, as commit 99d9799 made and stored them. */
const stored: Record<string, Stored> = JSON.parse(
  readFileSync(join(import.meta.dirname, '../fixtures/plans-first-release/plans.json'), 'utf8'),
);
const storedOf = (kind: string): Stored => stored[kind] ?? expect.fail(kind);
const planOf = (kind: string): Plan => planSchema.parse(planOfFirst(storedOf(kind)));

let world: World;
afterEach(() => world?.close());

/** A router after that release's own steps ran on it. Gives what it was before. */
async function curedByFirst(kind: (typeof kinds)[number]): Promise<string> {
  world = await makeWorld(kind);
  const before = await dump(world);
  for (const { script } of storedOf(kind).steps.apply) await world.out(script);
  expect(await dump(world)).toContain('pushmedic:apns:v1');
  return before;
}
const look = async () => take(await lineTo(world).sessions.connect(target, { hostKey, limited: true }));

describe.runIf(here).each(kinds)('%s, changed by the first release', (kind) => {
  it('stands, by what its plan promised', async () => {
    await curedByFirst(kind);
    const plan = planOf(kind);
    expect(cureOfPlan(plan).state(await look())?.is).toBe(plan.offer.persistent ? 'persistent' : 'live');
  });

  it('is taken back by its own revert step, which was shown', async () => {
    const before = await curedByFirst(kind);
    const line = lineTo(world);
    const plan = planOf(kind);
    expect(await revert(optionsFor(line), plan)).toMatchObject({ kind: 'reverted' });
    expect(line.sent).toContain(storedOf(kind).steps.revert[0]?.script);
    expect(await dump(world)).toBe(before);
  });

  it('is taken back exactly where its plan is not known any more', async () => {
    const before = await curedByFirst(kind);
    expect(await revert(optionsFor(lineTo(world)))).toMatchObject({ kind: 'reverted' });
    expect(await dump(world)).toBe(before);
  });
});

describe.runIf(here).each([
  ['fw4', '/etc/nftables.d/05-pushmedic.nft'],
  ['fw3', '/etc/pushmedic.fw3.sh'],
] as const)('%s, changed by the first release, then lost its file', (kind, file) => {
  it('is mended by a plan of today, which leaves one copy of each rule, and taken back exactly', async () => {
    const before = await curedByFirst(kind);
    await world.out(`rm ${file}`);
    const plan = await planFor(world);
    const options = optionsFor(lineTo(world));
    expect(await applyPlan({ ...options, plan })).toMatchObject({ kind: 'applied', already: false });
    const live = (await world.out('nft list ruleset 2>/dev/null; iptables -S 2>/dev/null; :')) ?? '';
    expect(live).toContain('pushmedic:exempt:v2');
    if (kind === 'fw4') expect(live).not.toContain('pushmedic:apns:v1');
    expect(await revert(options, plan)).toMatchObject({ kind: 'reverted' });
    expect(await dump(world)).toBe(before);
  });
});

describe.runIf(here)('what stands alone', () => {
  it('a section of fw3 without its script, after an upgrade to fw4', async () => {
    world = await makeWorld('fw4');
    const before = await dump(world);
    await world.out(`cat >>/etc/config/firewall <<'SECTION'

config include 'pushmedic'
	option type 'script'
	option path '/etc/pushmedic.fw3.sh'
	option reload '1'
SECTION`);
    expect(await revert(optionsFor(lineTo(world)))).toMatchObject({ kind: 'reverted' });
    expect(await dump(world)).toBe(before);
  });

  it.each([
    ['fw4', '/etc/nftables.d/05-pushmedic.nft', '# an old text of ours'],
    ['fw3', '/etc/pushmedic.fw3.sh', ':'],
  ] as const)('%s: a file without rules', async (kind, file, text) => {
    world = await makeWorld(kind);
    const before = await dump(world);
    await world.out(`echo '${text}' >${file}`);
    expect(await revert(optionsFor(lineTo(world)))).toMatchObject({ kind: 'reverted' });
    expect(await dump(world)).toBe(before);
  });

  it('rules of a version nobody remembers', async () => {
    world = await makeWorld('nftables');
    const before = await dump(world);
    await world.out(`nft insert rule inet edge forward tcp dport 5223 accept comment '"pushmedic:apns:v0"'`);
    expect(await revert(optionsFor(lineTo(world)))).toMatchObject({ kind: 'reverted' });
    expect(await dump(world)).toBe(before);
  });
});

describe.runIf(here)('a router exempted for one port alone', () => {
  it('is in place for what its plan promised, whatever ports a later release knows', async () => {
    world = await makeWorld('nftables');
    const plan = await planFor(world);
    const promised: Plan = {
      ...plan,
      offer: {
        ...plan.offer,
        params: {
          services: ['apns'],
          ports: [{ from: 5223, to: 5223 }],
          families: ['ipv4', 'ipv6'],
          places: [{ firewall: 'nftables', chain: 'inet edge forward' }],
        },
      },
    };
    await world.out(
      cureOfPlan(promised)
        .scripts.shown.map((rule) => `nft insert rule inet edge forward '${rule}'`)
        .join('\n'),
    );
    const snapshot = await look();
    expect(cureOfPlan(promised).state(snapshot)?.is).toBe('live');
    expect(cureOfPlan(plan).state(snapshot)?.is).toBe('absent');
  });
});
