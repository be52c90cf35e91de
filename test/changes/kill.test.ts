import { describe, expect, it } from 'vitest';
import { type Plan, type StepId, scriptOf } from '../../src/changes/plan.ts';
import { rollBackScript, sweepScript } from '../../src/changes/steps.ts';
import type { FirewallKind } from '../../src/firewall/index.ts';
import { remedies } from '../../src/remedies/index.ts';
import { namespacesOrSay } from '../support/namespaces.ts';
import { changingSteps, dump, lineTo, optionsFor, planFor, revert, settled } from './router.ts';
import { commandsRun, killedAt, makeWorld, reboot, type World, type WorldOptions } from './world.ts';

const sweep = sweepScript(remedies.flatMap(({ halfWritten }) => halfWritten));

const here = namespacesOrSay('steps killed at each of their commands');

const worlds: [string, FirewallKind, WorldOptions][] = [
  ['fw4', 'fw4', {}],
  ['fw3', 'fw3', {}],
  ['nftables', 'nftables', {}],
  ['iptables', 'iptables', { backend: 'nft' }],
];

/** Runs the steps of a plan up to `last`, which is killed at its nth changing command. Says whether it got that far. */
async function upTo(world: World, plan: Plan, last: StepId, nth: number): Promise<boolean> {
  for (const script of changingSteps(plan)) {
    if (script === scriptOf(plan, last)) {
      const ran = await world.run(script, { env: killedAt(world, nth) });
      return ran.signal === 'SIGKILL';
    }
    await world.out(script);
  }
  throw new Error(`no step ${last}`);
}

const cases = worlds.flatMap(([name, kind, options]) =>
  (kind === 'fw4' || kind === 'fw3'
    ? (['schedule-rollback', 'live', 'persist'] as const)
    : (['schedule-rollback', 'live'] as const)
  ).map((step) => ({ name, kind, options, step })),
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
        await world.out(rollBackScript(plan.id));
        // Cut off before it was scheduled, a directory that changes nothing may be left.
        // What the next contact takes down: nothing reads any of it.
        if (step === 'schedule-rollback') await world.out(`rm -rf /tmp/pushmedic\n${sweep}`);
        await settled(world);
        expect(await dump(world), `${step} killed at command ${nth}`).toBe(before);
        if (killed) continue;
        expect(nth).toBeGreaterThan(3);
        // The armed timer counts on beside its step.
        if (step !== 'schedule-rollback') expect(commandsRun(world)).toBeLessThan(nth);
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
          for (const script of changingSteps(plan)) await world.out(script);
          const ran = await world.run(rollBackScript(plan.id), { env: killedAt(world, nth) });
          killed = ran.signal === 'SIGKILL';
          if (killed) expect(await revert(optionsFor(lineTo(world)))).not.toMatchObject({ kind: 'failed' });
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
        seen.add(liveRules(booted).some((line) => line.includes('pushmedic:exempt:v2')));
        const reverted = await revert(optionsFor(lineTo(world)));
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
