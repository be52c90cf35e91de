import type { Connection, Family, OffloadSite } from './api.types.ts';
import { linesOf } from './lines.ts';
import type { Met } from './notes.ts';
import { marksOf, packetOf } from './packet.ts';
import type { Rules } from './program.ts';
import { type Walked, walk } from './walk.ts';

/** Any TCP connection of a family, nothing else being known of it. */
export const anyOf = (family: Family): Connection => ({
  family,
  client: null,
  clientPort: null,
  server: null,
  serverPort: null,
  lan: null,
  wan: null,
  mark: null,
});

/** A base chain a packet is forwarded through. */
export type ForwardChain = Pick<OffloadSite, 'firewall' | 'base' | 'families'>;

/** Every base chain on the forward hook that was read, in the order in which a packet meets them. */
export const baseChains = ({ bases }: Rules): ForwardChain[] =>
  bases.map(({ firewall, base, families }) => ({ firewall, base, families: [...families] }));

/** The base chains that offload forwarded TCP, in the order in which a packet meets them. */
export function offloadSites(rules: Rules): OffloadSite[] {
  const { met } = generalWalks(rules);
  return rules.bases.flatMap((base): OffloadSite[] => {
    const here = met.filter((one) => one.met.base === base);
    if (here.length === 0) return [];
    const order = here.map((one) => one.met);
    return [
      {
        firewall: base.firewall,
        base: base.base,
        families: base.families.filter((family) => here.some((one) => one.family === family)),
        hardware: order.some(({ rule }) =>
          rule.steps.some((step) => step.kind === 'offload' && step.hardware),
        ),
        rules: linesOf(order),
      },
    ];
  });
}

/** What any TCP packet of both families and directions meets. */
interface General {
  met: { family: Family; met: Met }[];
  doubts: string[];
}

const known = new WeakMap<Rules, General>();

export function generalWalks(rules: Rules): General {
  const before = known.get(rules);
  if (before) return before;
  const made: General = { met: [], doubts: [] };
  for (const family of ['ipv4', 'ipv6'] as const)
    for (const direction of ['original', 'reply'] as const) {
      const connection = anyOf(family);
      const walked: Walked = walk(rules, packetOf(connection, direction), marksOf(connection));
      made.met.push(...walked.reached.map((met) => ({ family, met })));
      made.doubts.push(...walked.doubts);
    }
  known.set(rules, made);
  return made;
}
