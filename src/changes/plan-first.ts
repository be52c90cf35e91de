import { z } from 'zod';

const steps = z.array(z.object({ id: z.string(), script: z.string() }));

/** A plan of the first release: without a number, and always an exemption for the same ports. */
const first = z.looseObject({
  firewall: z.string(),
  families: z.array(z.string()),
  persistent: z.boolean(),
  chains: z.array(z.string()),
  rules: z.array(z.string()),
  undoSeconds: z.number(),
  steps: z.object({ apply: steps, verify: steps, revert: steps }),
  basis: z.string(),
});

const ports = [
  { from: 5223, to: 5223 },
  { from: 5228, to: 5230 },
];

const renamed: Readonly<Record<string, string>> = { arm: 'schedule-rollback', disarm: 'confirm' };

/** A plan of the first release as one of today's; anything else as it is. */
export function planOfFirst(stored: unknown): unknown {
  const read = first.safeParse(stored);
  if (!read.success) return stored;
  const { firewall, families, persistent, chains, rules, undoSeconds, basis, ...kept } = read.data;
  const said = (key: string) => ({
    key: `remedy.exempt.${key}`,
    values: { ports: '5223, 5228–5230', chains: chains.join(', ') },
  });
  return {
    ...kept,
    offer: {
      remedy: 'exempt',
      version: 1,
      params: {
        services: ['apns', 'fcm'],
        ports,
        families,
        places: chains.map((chain) => ({ firewall, chain })),
      },
      title: said('title'),
      what: said('what'),
      cost: 'none',
      persistent,
      places: chains.map((name) => ({ name, persistent })),
      shown: rules,
    },
    steps: [kept.steps.apply, kept.steps.verify, kept.steps.revert]
      .flat()
      .map(({ id, script }) => ({ id: renamed[id] ?? id, script })),
    rollbackS: undoSeconds,
    fingerprint: basis,
  };
}
