import { afterEach, describe, expect, it } from 'vitest';
import { applyPlan } from '../../src/changes/apply.ts';
import { take } from '../../src/probes/engine/take.ts';
import { dump, hostKey, lineTo, optionsFor, planFor, revert, stepOf, target } from '../changes/router.ts';
import { makeWorld, type World } from '../changes/world.ts';
import { namespacesOrSay } from '../support/namespaces.ts';
import { cureOfPlan } from '../support/plans.ts';

const here = namespacesOrSay('a router on which two tables offload');

let world: World;
afterEach(() => world?.close());

/** fw4, and a table of somebody's own that offloads too. */
async function twoTables(): Promise<void> {
  world = await makeWorld('fw4');
  await world.out(`nft -f /dev/stdin <<'RULES'
table inet second {
	flowtable ft {
	}
	chain forward {
		type filter hook forward priority 10; policy accept;
		meta l4proto { tcp, udp } flow add @ft
	}
}
RULES`);
}
const look = async () => take(await lineTo(world).sessions.connect(target, { hostKey, limited: true }));

describe.runIf(here)('two tables that offload', () => {
  it('are covered by one plan, and it does not verify before both stand', async () => {
    await twoTables();
    const before = await dump(world);
    const plan = await planFor(world);
    expect(plan.offer.places).toEqual([
      { name: 'inet fw4 forward', persistent: true },
      { name: 'inet second forward', persistent: false },
    ]);
    expect(await applyPlan({ ...optionsFor(lineTo(world)), plan })).toMatchObject({
      kind: 'applied',
      persistent: false,
    });
    for (const table of ['fw4', 'second'])
      expect(await world.out(`nft list chain inet ${table} forward`)).toMatch(/exempt:v2[\s\S]*flow add @ft/);
    expect(await revert(optionsFor(lineTo(world)), plan)).toMatchObject({ kind: 'reverted' });
    expect(await dump(world)).toBe(before);
  });

  it('with our rules in one of them alone it does not stand: what one keeps out the other offloads', async () => {
    await twoTables();
    const plan = await planFor(world);
    for (const rule of plan.offer.shown.toReversed())
      await world.out(`nft insert rule inet fw4 forward '${rule}'`);
    expect(cureOfPlan(plan).state(await look())?.stands).toBe('absent');
    expect((await world.run(stepOf(plan, 'verify'))).code).not.toBe(0);
  });
});
