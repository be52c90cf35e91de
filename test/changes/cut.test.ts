import { describe, expect, it } from 'vitest';
import { undoScript } from '../../src/changes/guard.ts';
import type { Plan } from '../../src/changes/plan.types.ts';
import { applyPlan, revertAll } from '../../src/changes/run.ts';
import type { FirewallKind } from '../../src/firewall/first/forward.ts';
import { namespacesOrSay } from './privilege.ts';
import { type Cut, dump, lineTo, optionsFor, planFor, settled } from './router.ts';
import { makeWorld, type World } from './world.ts';

const here = namespacesOrSay('the line cut at every exec of an apply');

/** Execs of one apply: look, arm | live | verify, look[, persist | verify, look], disarm. */
const worlds: [FirewallKind, execs: number, connections: number][] = [
  ['fw4', 9, 4],
  ['fw3', 9, 4],
  ['nftables', 6, 3],
];
const ways: Pick<Cut, 'when' | 'forGood'>[] = [
  { when: 'before', forGood: false },
  { when: 'after', forGood: false },
  { when: 'after', forGood: true },
  { when: 'during', forGood: true },
];

const armOf = ({ steps }: Plan) => steps.apply.find(({ id }) => id === 'arm')?.script;

/** What an apply that is not cut leaves. */
async function clean(world: World, execs: number, connections: number): Promise<string> {
  const line = lineTo(world);
  await applyPlan({ ...optionsFor(line), plan: await planFor(world) });
  expect(line.sent).toHaveLength(execs);
  expect(line.connections()).toBe(connections);
  const cured = await dump(world);
  await revertAll(optionsFor(line));
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
        // Killed before its timer ran, an arm may leave a state directory that changes nothing: as in kill.test.ts.
        if (when === 'during' && line.sent.at(-1) === armOf(plan))
          await world.out(`${undoScript(plan.id)}\nrm -rf /tmp/pushmedic`);
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
        await revertAll(optionsFor(lineTo(world)));
        expect(await dump(world), what).toBe(before);
      }
    } finally {
      world.close();
    }
  });
});
