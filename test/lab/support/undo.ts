import { afterAll, beforeAll, expect, test } from 'vitest';
import { bootLab, type Lab } from '../../../docker/lab/lab.ts';
import { revertAll } from '../../../src/changes/revert.ts';
import { changeRoot } from '../../../src/model/change-files.ts';
import type { Snapshot } from '../../../src/probes/engine/probe.ts';
import { type Footprint, footprint } from './footprint.ts';
import { planFor } from './plan.ts';
import { type Product, product } from './product.ts';
import { makeIdentity, openShell, type Shell } from './shell.ts';
import { type Blow, bundleChild, strike } from './victim.ts';

export interface Case extends Blow {
  /** Seconds of the router's own timer; long enough to reach the stage on a busy machine. */
  rollbackS: number;
  /** The last word may have reached the router: then it is cured and verified, else as before. */
  mayBeCured?: boolean;
}

/** A bot that dies, or a network that does, at each step of an apply: the router's own timer puts things right. */
export function undo(firewall: 'fw4' | 'fw3', cases: readonly Case[]): void {
  const identity = makeIdentity();
  let lab: Lab;
  let shell: Shell;
  let bot: Product;
  let before: Footprint;
  let snapshot: Snapshot;
  let child: Awaited<ReturnType<typeof bundleChild>>;

  beforeAll(async () => {
    [lab, child] = await Promise.all([
      bootLab({ kernel: '5.10', firewall, authorizedKey: identity.publicLine }),
      bundleChild(),
    ]);
    shell = await openShell(lab, identity);
    bot = product(lab, identity);
    before = await footprint(shell);
    // Each case ends with the rules it began with, so one look serves the plans of all.
    ({ snapshot } = await bot.diagnose({ followSeconds: 0 }));
  });
  afterAll(async () => {
    child?.remove();
    await bot?.sessions.close();
    shell?.close();
    await lab?.stop();
  });

  test.each(cases)('$how at $stage + $afterMs ms', async ({ rollbackS, mayBeCured = false, ...blow }) => {
    const plan = planFor(snapshot, { rollbackS });
    const job = { target: lab.target, hostKey: lab.hostKey, plan, privateKey: identity.private };
    const { said, line } = await strike(child.file, job, blow);
    expect(said.at(-1), 'the stage it died in').toBe(blow.stage);

    // Nobody but the router acts from here.
    const wait = `n=0; while [ -e ${changeRoot} ] && [ $n -lt 120 ]; do sleep 1; n=$((n+1)); done; ls -d ${changeRoot} 2>&1; true`;
    expect(await shell.text(wait)).toContain('No such file');
    line.close();
    const after = await footprint(shell);
    const cured = after.rules !== before.rules;
    if (cured) {
      expect(mayBeCured, 'cured although the undo was never called off').toBe(true);
      const { judgement } = await bot.diagnose();
      expect(judgement.findings.map(({ id }) => id)).toContain('exemption-in-place');
      expect(await revertAll({ ...bot.run, plans: [] })).toMatchObject({ kind: 'reverted' });
    }
    expect(cured ? await footprint(shell) : after).toEqual(before);
  });

  test('after all that the router forwards', async () => {
    await shell.run('/lab/phone fresh');
    expect(await shell.text('/lab/phone log')).toContain('PING 8 ack');
  });
}
