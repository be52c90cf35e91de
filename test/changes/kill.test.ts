import { describe, expect, it } from 'vitest';
import { undoScript } from '../../src/changes/guard.ts';
import type { Plan, StepId } from '../../src/changes/plan.types.ts';
import { revertAll } from '../../src/changes/run.ts';
import type { FirewallKind } from '../../src/firewall/first/forward.ts';
import { namespacesOrSay } from './privilege.ts';
import { dump, lineTo, optionsFor, planFor, settled } from './router.ts';
import { commandsRun, killedAt, makeWorld, reboot, type World, type WorldOptions } from './world.ts';

const here = namespacesOrSay('steps killed at each of their commands');

const worlds: [string, FirewallKind, WorldOptions][] = [
  ['fw4', 'fw4', {}],
  ['fw3', 'fw3', {}],
  ['nftables', 'nftables', {}],
  ['iptables', 'iptables', { backend: 'nft' }],
];

/** Runs the steps of a plan up to `last`, which is killed at its nth changing command. Says whether it got that far. */
async function upTo(world: World, plan: Plan, last: StepId, nth: number): Promise<boolean> {
  for (const { id, script } of plan.steps.apply) {
    if (id === last) {
      const ran = await world.run(script, { env: killedAt(world, nth) });
      return ran.signal === 'SIGKILL';
    }
    await world.out(script);
  }
  throw new Error(`no step ${last}`);
}

const cases = worlds.flatMap(([name, kind, options]) =>
  (kind === 'fw4' || kind === 'fw3' ? (['arm', 'live', 'persist'] as const) : (['arm', 'live'] as const)).map(
    (step) => ({ name, kind, options, step }),
  ),
);

describe.runIf(here).concurrent('nobody comes back', () => {
  it.each(cases)('$name: $step killed anywhere is undone', { timeout: 400_000 }, async (one) => {
    const { kind, options, step } = one;
    const world = await makeWorld(kind, options);
    try {
      const before = await dump(world);
      for (let nth = 1, killed = true; killed; nth++) {
        const plan = await planFor(world, 60);
        killed = await upTo(world, plan, step, nth);
        // What the timer runs; that it does so by itself is shown elsewhere.
        await world.out(undoScript(plan.id));
        // Cut off before it was armed, a state directory that changes nothing may be left.
        if (step === 'arm') await world.out('rm -rf /tmp/pushmedic');
        await settled(world);
        expect(await dump(world), `${step} killed at command ${nth}`).toBe(before);
        if (killed) continue;
        expect(nth).toBeGreaterThan(3);
        // The armed timer counts on beside its step.
        if (step !== 'arm') expect(commandsRun(world)).toBeLessThan(nth);
      }
    } finally {
      world.close();
    }
  });

  it.each(['fw4', 'fw3'] as const)(
    '%s: the undo itself, killed anywhere, is finished by the next one',
    {
      timeout: 400_000,
    },
    async (kind) => {
      const world = await makeWorld(kind);
      try {
        const before = await dump(world);
        for (let nth = 1, killed = true; killed; nth++) {
          const plan = await planFor(world, 60);
          for (const { id, script } of plan.steps.apply) if (id !== 'disarm') await world.out(script);
          const ran = await world.run(undoScript(plan.id), { env: killedAt(world, nth) });
          killed = ran.signal === 'SIGKILL';
          if (killed)
            expect(await revertAll(optionsFor(lineTo(world)))).not.toMatchObject({ kind: 'failed' });
          await world.out('rm -rf /tmp/pushmedic');
          expect(await dump(world), `undo killed at command ${nth}`).toBe(before);
        }
      } finally {
        world.close();
      }
    },
  );
});

/** The part of a dump before the files. */
const liveRules = (text: string): string[] => (text.split(/^-rw/m)[0] ?? '').split('\n');

describe.runIf(here).each(['fw4', 'fw3'] as const)('%s, the power fails', (kind) => {
  it('while the rules are made persistent: the router boots with its firewall', {
    timeout: 300_000,
  }, async () => {
    const world = await makeWorld(kind);
    try {
      const before = await dump(world);
      const seen = new Set<boolean>();
      for (let nth = 1; ; nth++) {
        const killed = await upTo(world, await planFor(world, 60), 'persist', nth);
        await world.out(reboot[kind]);
        const booted = await dump(world);
        // Its own rules, all of them, with or without ours. (A cold start with our file makes `forward` the first chain.)
        const others = (text: string) =>
          liveRules(text)
            .filter((line) => /!fw|policy|:FORWARD/.test(line))
            .sort();
        expect(others(booted), `power cut at command ${nth}`).toEqual(others(before));
        seen.add(liveRules(booted).some((line) => line.includes('pushmedic:apns:v1')));
        const reverted = await revertAll(optionsFor(lineTo(world)));
        expect(reverted.kind).toMatch(/^(reverted|nothing)$/);
        await world.out(reboot[kind]);
        expect(await dump(world), `reverted after a power cut at command ${nth}`).toBe(before);
        if (!killed) break;
      }
      expect(seen).toEqual(new Set([false, true]));
    } finally {
      world.close();
    }
  });
});
