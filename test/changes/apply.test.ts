import { afterEach, describe, expect, it } from 'vitest';
import { applyPlan } from '../../src/changes/apply.ts';
import type { FirewallKind } from '../../src/firewall/index.ts';
import { namespacesOrSay } from '../support/namespaces.ts';
import { dump, lineTo, optionsFor, planFor, revert } from './router.ts';
import { makeWorld, type World, type WorldOptions } from './world.ts';

const here = namespacesOrSay('apply and revert on real nft and iptables');

const worlds: [string, FirewallKind, WorldOptions][] = [
  ['fw4', 'fw4', {}],
  ['fw3, iptables-legacy', 'fw3', { backend: 'legacy' }],
  ['fw3, iptables-nft', 'fw3', { backend: 'nft' }],
  ['fw3 without ip6tables', 'fw3', { ipv6: false }],
  ['nftables', 'nftables', {}],
  ['iptables-legacy', 'iptables', { backend: 'legacy' }],
  ['iptables-nft', 'iptables', { backend: 'nft' }],
];

const open: World[] = [];
afterEach(() => {
  for (const world of open.splice(0)) world.close();
});
const make = async (kind: FirewallKind, options?: WorldOptions) => {
  const world = await makeWorld(kind, options);
  open.push(world);
  return world;
};

describe.runIf(here).each(worlds)('%s', (_, kind, options) => {
  it('is cured and verified, and reverted to exactly what it was', async () => {
    const world = await make(kind, options);
    const before = await dump(world);
    const line = lineTo(world);
    const plan = await planFor(world);
    const applied = await applyPlan({ ...optionsFor(line), plan });
    expect(applied).toMatchObject({ kind: 'applied', already: false, persistent: plan.offer.persistent });
    const cured = await dump(world);
    expect(cured).toContain('pushmedic:exempt:v2');
    expect(cured).not.toContain('armed');

    expect(await applyPlan({ ...optionsFor(line), plan })).toMatchObject({ kind: 'applied', already: true });
    expect(await dump(world)).toBe(cured);

    expect(await revert(optionsFor(line), plan)).toMatchObject({ kind: 'reverted' });
    expect(await dump(world)).toBe(before);
    expect(await revert(optionsFor(line), plan)).toEqual({ kind: 'nothing' });
    expect(await revert(optionsFor(line))).toEqual({ kind: 'nothing' });
    expect(await dump(world)).toBe(before);
  });
});
