import { afterEach, describe, expect, it } from 'vitest';
import { rollBackScript } from '../../src/changes/steps.ts';
import { namespacesOrSay } from '../support/namespaces.ts';
import { changingSteps, dump, planFor, stepOf as scriptOf, settled } from './router.ts';
import { makeWorld, type World } from './world.ts';

const here = namespacesOrSay('the undo timer on a real router');

let world: World;
afterEach(() => world?.close());

describe.runIf(here)('the undo timer', () => {
  it.each(['fw4', 'fw3', 'nftables', 'iptables'] as const)('%s: fires by itself', async (kind) => {
    world = await makeWorld(kind);
    const before = await dump(world);
    const plan = await planFor(world, 5);
    for (const script of changingSteps(plan)) await world.out(script);
    expect(await world.out(`cat /tmp/pushmedic/${plan.id}/armed`)).toMatch(/^\d+\n$/);
    expect(await dump(world)).toContain('pushmedic:exempt:v2');
    await settled(world, 40);
    expect(await dump(world)).toBe(before);
  });

  it('outlives the hang-up at the end of its session', async () => {
    world = await makeWorld('nftables');
    const before = await dump(world);
    const plan = await planFor(world, 2);
    // The whole process group gets what sshd and dropbear send when a session with a terminal ends.
    await world.run(`${scriptOf(plan, 'schedule-rollback')}\n${scriptOf(plan, 'live')}\nkill -HUP 0`);
    expect(await dump(world)).toContain('pushmedic:exempt:v2');
    await settled(world, 40);
    expect(await dump(world)).toBe(before);
  });

  it('works without setsid', async () => {
    world = await makeWorld('nftables');
    const before = await dump(world);
    await world.out(`rm ${world.dir}/bin/setsid`);
    const plan = await planFor(world, 2);
    await world.run(`${scriptOf(plan, 'schedule-rollback')}\n${scriptOf(plan, 'live')}\nkill -HUP 0`);
    await settled(world, 40);
    expect(await dump(world)).toBe(before);
  });

  it('called off, never fires, and leaves nothing behind', async () => {
    world = await makeWorld('nftables');
    const plan = await planFor(world, 2);
    for (const script of changingSteps(plan)) await world.out(script);
    await world.out(scriptOf(plan, 'confirm'));
    const cured = await dump(world);
    expect(cured).toContain('pushmedic:exempt:v2');
    // Longer than the timer.
    await world.out('sleep 4');
    expect(await dump(world)).toBe(cured);
    expect(
      await world.out(`for p in /proc/[0-9]*; do tr '\\0' ' ' <$p/cmdline; done 2>/dev/null`),
    ).not.toContain(plan.id);
  });

  it('and calling it off have one winner', async () => {
    world = await makeWorld('nftables');
    const before = await dump(world);
    for (let round = 0; round < 12; round++) {
      const plan = await planFor(world, 60);
      await world.out(scriptOf(plan, 'schedule-rollback'));
      await world.out(scriptOf(plan, 'live'));
      const [off] = await Promise.all([
        world.run(scriptOf(plan, 'confirm')),
        world.run(rollBackScript(plan.id)),
      ]);
      await settled(world);
      const now = await dump(world);
      if (off.code === 0) expect(now).toContain('pushmedic:exempt:v2');
      else expect(now).toBe(before);
      await world.out(scriptOf(plan, 'revert'));
      expect(await dump(world)).toBe(before);
    }
  });

  it('waits for a step that is still running, and what comes later is refused', async () => {
    world = await makeWorld('nftables');
    const before = await dump(world);
    const plan = await planFor(world, 2);
    await world.out(scriptOf(plan, 'schedule-rollback'));
    const slow = scriptOf(plan, 'live').replace('| nft -f', '| { sleep 4; cat; } | nft -f');
    expect(slow).toContain('sleep 4');
    await world.out(slow);
    await settled(world, 40);
    expect(await dump(world)).toBe(before);
    expect(await world.run(scriptOf(plan, 'live'))).toMatchObject({ code: 74 });
    expect(await dump(world)).toBe(before);
  });

  it('whose timer was killed is carried out by the next change, which then begins', async () => {
    world = await makeWorld('fw4');
    const before = await dump(world);
    const [lost, next] = [await planFor(world, 600), await planFor(world, 600)];
    await world.out(
      `${scriptOf(lost, 'schedule-rollback')}\np=$(cat /tmp/pushmedic/${lost.id}/timer); kill -9 $p; wait $p || true`,
    );
    await world.out(scriptOf(next, 'schedule-rollback'));
    expect(await world.out('ls /tmp/pushmedic')).toBe(`${next.id}\n`);
    await world.out(scriptOf(next, 'confirm'));
    expect(await dump(world)).toBe(before);
  });

  it('of one change keeps another change from beginning', async () => {
    world = await makeWorld('nftables');
    const first = await planFor(world, 60);
    const second = await planFor(world, 60);
    await world.out(scriptOf(first, 'schedule-rollback'));
    expect(await world.run(scriptOf(second, 'schedule-rollback'))).toMatchObject({ code: 75 });
    expect(await world.run(scriptOf(second, 'live'))).toMatchObject({ code: 74 });
    await world.out(rollBackScript(first.id));
    await world.out(scriptOf(second, 'schedule-rollback'));
  });
});
