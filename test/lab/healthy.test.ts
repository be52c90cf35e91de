import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bootLab, type Lab } from '../../docker/lab/lab.ts';
import { startDemoRouter } from '../../src/demo/router.ts';
import type { Snapshot } from '../../src/probes/engine/probe.ts';
import { take } from '../../src/probes/engine/take.ts';
import { probes } from '../../src/probes/index.ts';
import type { ProbeId } from '../../src/probes/readings.ts';
import { wantedFor } from '../support/plans.ts';
import { diagnoseByHand } from './support/cli.ts';
import { type Product, product } from './support/product.ts';
import { makeIdentity } from './support/shell.ts';

const identity = makeIdentity();

describe('fw4 on 6.1', () => {
  let lab: Lab;
  let bot: Product;
  beforeAll(async () => {
    lab = await bootLab({ kernel: '6.1', firewall: 'fw4', authorizedKey: identity.publicLine });
    bot = product(lab, identity);
  });
  afterAll(async () => {
    await bot?.sessions.close();
    await lab?.stop();
  });

  test('is healthy while its flows are offloaded, and no exemption is offered', async () => {
    const seen = await bot.diagnose();
    expect(seen.judgement).toMatchObject({ verdict: 'healthy', class: 'normal' });
    expect(wantedFor(seen.judgement.findings).exempt).toBe(false);
    expect(seen.judgement.flows.some(({ entry }) => entry.offload === 'software')).toBe(true);
    expect(seen.execs).toBe(1);
  });

  test('diagnose --json says so, exit 0', async () => {
    expect(await diagnoseByHand(lab.target, identity)).toMatchObject({
      code: 0,
      json: { verdict: 'healthy', class: 'normal', plan: null, router: { firewall: 'fw4' } },
    });
  });

  test('the demo router answers the same script in the same shape', async () => {
    const demo = await startDemoRouter({ identityKeys: [identity.publicLine], kernel: 'fixed' });
    const other = product(demo, identity);
    try {
      const real = await bot.sessions.borrow(bot.target, bot.connect, (session) => take(session));
      const played = await other.sessions.borrow(other.target, other.connect, (session) => take(session));
      // The demo plays neither a name server nor netifd's list of interfaces, and says so.
      expect([played.dns.kind, played.interfaces.kind]).toEqual(['absent', 'failed']);
      const { dns: _dns, interfaces: _interfaces, ...shape } = shapes(real);
      expect(shapes(played)).toMatchObject(shape);
    } finally {
      await other.sessions.close();
      await demo.close();
    }
  });
});

/** Per probe: was there a value, and what kinds of values under which names. Lists and dictionaries count as their kind. */
function shapes(snapshot: Snapshot): Record<string, unknown> {
  const kind = (value: unknown) => (Array.isArray(value) ? 'list' : value === null ? 'null' : typeof value);
  return Object.fromEntries(
    Object.keys(probes).map((id) => {
      const reading = snapshot[id as ProbeId];
      if (reading.kind !== 'value') return [id, reading.kind];
      return [
        id,
        Object.fromEntries(Object.entries(reading.value).map(([name, value]) => [name, kind(value)])),
      ];
    }),
  );
}
