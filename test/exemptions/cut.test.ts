import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FirewallKind } from '../../src/exemptions/forward.ts';
import { applyPlan, revertAll } from '../../src/exemptions/run.ts';
import { namespacesOrSay } from './privilege.ts';
import { type Cut, dump, lineTo, optionsFor, planFor, settled } from './router.ts';
import { makeWorld, type World } from './world.ts';

const here = namespacesOrSay('the line cut at every exec of an apply');

/** Execs of one apply: look, arm | live | verify, look[, persist | verify, look], disarm. */
const worlds: [FirewallKind, number][] = [
  ['fw4', 9],
  ['fw3', 9],
  ['nftables', 6],
];
const ways: Pick<Cut, 'when' | 'forGood'>[] = [
  { when: 'before', forGood: false },
  { when: 'after', forGood: false },
  { when: 'during', forGood: true },
  { when: 'after', forGood: true },
];

describe.runIf(here).each(worlds)('%s', (kind, execs) => {
  let world: World;
  let before: string;
  let cured: string;
  beforeAll(async () => {
    world = await makeWorld(kind);
    before = await dump(world);
    const line = lineTo(world);
    await applyPlan({ ...optionsFor(line), plan: await planFor(world) });
    expect(line.sent).toHaveLength(execs);
    expect(line.connections()).toBe(kind === 'nftables' ? 3 : 4);
    cured = await dump(world);
    await revertAll(optionsFor(line));
  });
  afterAll(() => world.close());

  const cuts = ways.flatMap((way) => Array.from({ length: execs }, (_, at) => ({ at, ...way })));
  it.each(cuts)('cut $when exec $at, for good: $forGood', { timeout: 120_000 }, async (cut) => {
    const plan = await planFor(world, cut.forGood ? 4 : 60);
    const line = lineTo(world, cut);
    const applied = await applyPlan({ ...optionsFor(line), plan });
    expect(line.sent.length).toBeGreaterThan(cut.at);
    // A line that came back leaves nothing for the timer to do.
    await settled(world, cut.forGood ? 40 : 2);
    const now = await dump(world);
    if (applied.kind === 'applied') expect(now).toBe(cured);
    else if (applied.kind === 'unseen' && applied.maybeApplied) expect([before, cured]).toContain(now);
    else expect(now).toBe(before);
    if (!cut.forGood) expect(applied.kind).not.toBe('unseen');
    if (cut.forGood && cut.at > 1) expect(applied.kind).toBe('unseen');
    if (applied.kind !== 'applied') expect(applied.failure.cause).toBe('connection-lost');
    await revertAll(optionsFor(lineTo(world)));
    expect(await dump(world)).toBe(before);
  });
});
