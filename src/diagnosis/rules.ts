import type { ConntrackEntry } from '../conntrack/flow.ts';
import {
  type Cover,
  connectionOf,
  coverage,
  doubtsOf,
  type Fate,
  type FirewallKind,
  fateByRules,
  type OffloadSite,
  offloadSites,
  placesOf,
  rulesOf,
  type ServiceQuestion,
} from '../firewall/index.ts';
import type { Snapshot } from '../probes/engine/probe.ts';

/** What the router's rules mean, read once per snapshot. */
export interface RuleFacts {
  firewall: FirewallKind | null;
  /** Where it is offloaded. */
  sites: OffloadSite[];
  /** Why a missing offload rule may not be believed; empty when it may. */
  doubts: string[];
  fateOf(entry: ConntrackEntry): Fate;
  coverOf(question: ServiceQuestion): Cover;
}

/** The rules of a snapshot. */
export function rulesIn(snapshot: Snapshot): RuleFacts {
  const rules = rulesOf(snapshot);
  const places = placesOf(snapshot);
  return {
    firewall: rules.firewall,
    sites: offloadSites(rules),
    doubts: doubtsOf(rules),
    fateOf: (entry) => fateByRules(rules, connectionOf(entry, places)),
    coverOf: (question) => coverage(rules, { wan: places.wan, ...question }),
  };
}
