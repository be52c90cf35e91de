import { describe, expect, it } from 'vitest';
import { applyPlan } from '../../src/changes/apply.ts';
import { scriptOf } from '../../src/changes/plan.ts';
import { rollBackScript, sweepScript } from '../../src/changes/steps.ts';
import type { FirewallKind } from '../../src/firewall/index.ts';
import { remedies } from '../../src/remedies/index.ts';
import { namespacesOrSay } from '../support/namespaces.ts';
import { type Cut, dump, lineTo, optionsFor, planFor, revert, settled } from './router.ts';
import { makeWorld, type World } from './world.ts';

const sweep = sweepScript(remedies.flatMap(({ halfWritten }) => halfWritten));

const here = namespacesOrSay('the line cut at every exec of an apply');

/** Execs of one apply: look, schedule | live | look[, persist | look], verify, confirm. */
const worlds: [FirewallKind, execs: number, connections: number][] = [
  ['fw4', 8, 4],
  ['fw3', 8, 4],
  ['nftables', 6, 3],
];
const ways: Pick<Cut, 'when' | 'forGood'>[] = [
  { when: 'before', forGood: false },
  { when: 'after', forGood: false },
  { when: 'after', forGood: true },
  { when: 'during', forGood: true },
];

/** What an apply that is not cut leaves. */
async function clean(world: World, execs: number, connections: number): Promise<string> {
  const line = lineTo(world);
  await applyPlan({ ...optionsFor(line), plan: await planFor(world) });
  expect(line.sent).toHaveLength(execs);
  expect(line.connections()).toBe(connections);
  const cured = await dump(world);
  await revert(optionsFor(line));
  return cured;
}

const cases = worlds.flatMap(([kind, execs, connections]) =>
  // The machinery is the same under every firewall: all ways under the one with the most steps.
  (kind === 'fw4' ? ways : ways.slice(kind === 'fw3' ? 2 : 3)).map((way) => ({
    kind,
    execs,
    connections,
    ...way,
  })),
);

describe.runIf(here).concurrent('the line, cut at every exec', () => {
  it.each(cases)('$kind, $when it, for good: $forGood', { timeout: 400_000 }, async (one) => {
    const { kind, execs, connections, when, forGood } = one;
    const world = await makeWorld(kind);
    try {
      const before = await dump(world);
      const cured = await clean(world, execs, connections);
      for (let at = 0; at < execs; at++) {
        const plan = await planFor(world, forGood ? 4 : 60);
        const line = lineTo(world, { at, when, forGood });
        const applied = await applyPlan({ ...optionsFor(line), plan });
        const what = `exec ${at}: ${JSON.stringify(applied).slice(0, 200)}`;
        expect(line.sent.length, what).toBeGreaterThan(at);
        // Killed before its timer ran, it may leave a directory that changes nothing: as in kill.test.ts.
        if (when === 'during' && line.sent.at(-1) === scriptOf(plan, 'schedule-rollback'))
          await world.out(`( ${rollBackScript(plan.id)} )\nrm -rf /tmp/pushmedic\n${sweep}`);
        // A line that came back leaves nothing for the timer to do.
        await settled(world, forGood ? 40 : 2);
        const now = await dump(world);
        if (applied.kind === 'applied') expect(now, what).toBe(cured);
        else if (applied.kind === 'unseen' && applied.maybeApplied)
          expect([before, cured], what).toContain(now);
        else expect(now, what).toBe(before);
        if (!forGood) expect(applied.kind, what).not.toBe('unseen');
        if (forGood && at > 1) expect(applied.kind, what).toBe('unseen');
        if (applied.kind !== 'applied') expect(applied.failure.cause, what).toBe('connection-lost');
        await revert(optionsFor(lineTo(world)));
        expect(await dump(world), what).toBe(before);
      }
    } finally {
      world.close();
    }
  });
});
