import type { Flow } from '../conntrack/flow.ts';
import { coverage } from '../firewall/first/coverage.ts';
import type { Family, ForwardPath } from '../firewall/first/forward.ts';
import { contains, pushPorts } from '../firewall/first/ports.ts';
import { apns } from '../push/services/apns.ts';

type Coverage = ReturnType<typeof coverage>;

/** One place where an exemption has to stand: a chain with an offload rule, a family it sees, a push port. */
export interface Spot {
  path: ForwardPath;
  family: Family;
  port: number;
  coverage: Coverage;
}

/** What of the push ports is exempted from offload. */
export interface Cover {
  spots: Spot[];
  /** `not-needed`: no offload rule anywhere. */
  state: 'full' | 'partial' | 'none' | 'not-needed';
}

/** APNs. Other services count once a device is seen using them: a household without Androids needs no FCM exemption. */
const alwaysNeeded = apns.ports[0].from;

export function coverOf(paths: readonly ForwardPath[], flows: readonly Flow[]): Cover {
  // Fallback ports such as 443 belong to everything: no exemption by port is asked of them.
  const seen = flows
    .map((flow) => flow.server.port)
    .filter((port) => pushPorts.some((range) => contains(range, port)));
  const ports = [...new Set([alwaysNeeded, ...seen])].sort((a, b) => a - b);
  const spots = paths.flatMap((path) =>
    offloadedFamilies(path).flatMap((family) =>
      ports.map((port) => ({ path, family, port, coverage: coverage(path, family, port) })),
    ),
  );
  return { spots, state: stateOf(spots) };
}

/** Families whose flows this chain's offload rules take. */
function offloadedFamilies(path: ForwardPath): Family[] {
  const offloads = path.rules.filter((rule) => rule.kind === 'offload');
  // An offload rule that names no family takes every family its chain sees.
  const taken = new Set(
    offloads.flatMap((rule) => (rule.families.length > 0 ? rule.families : path.families)),
  );
  return path.families.filter((family) => taken.has(family));
}

function stateOf(spots: readonly Spot[]): Cover['state'] {
  if (spots.length === 0) return 'not-needed';
  if (spots.every((spot) => spot.coverage === 'full')) return 'full';
  return spots.every((spot) => spot.coverage === 'none') ? 'none' : 'partial';
}
