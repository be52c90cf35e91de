import type { FollowSample } from '../conntrack/flow.ts';
import { readValue, type Snapshot } from '../probes/engine/probe.ts';
import type { Classification } from './classification.ts';
import type { Routed } from './connection.ts';
import { flowEvidence, sysctlEvidence } from './evidence.ts';
import { fromFollowed } from './follow.ts';
import { hardwareSuspicion } from './hardware.ts';
import type { OffloadUse } from './offload.ts';
import { isReturned } from './states.ts';
import { flowtableIdleS, pickupS, safeIdleS, type Timeouts, timeoutsOf } from './timeouts.ts';

export interface Seen {
  snapshot: Snapshot;
  /** All push connections, whatever device was asked about: the kernel treats them alike. */
  flows: readonly Routed[];
  use: OffloadUse;
  followed: readonly FollowSample[];
}

/**
 * What this kernel does to an idle flow that leaves the flowtable, from what is measured, strongest first: an entry
 * seen leaving, entries that came back, the settings this kernel has. Never from a release name.
 */
export function classify(seen: Seen): Classification {
  const timeouts = timeoutsOf(seen.snapshot);
  const source = readValue(seen.snapshot.conntrack)?.source;
  const followed = fromFollowed(seen.followed, timeouts, source);
  if (followed) return followed;
  if (seen.use.software === null) return undecided('rules-unread');
  if (!seen.use.software) return withoutOffload(timeouts);
  return (
    fromEntries(seen, timeouts) ?? (timeouts ? fromTimeouts(seen, timeouts) : undecided('sysctls-unread'))
  );
}

const undecided = (basis: 'rules-unread' | 'sysctls-unread'): Classification => ({
  class: 'unknown',
  confidence: 0.2,
  basis,
  values: {},
  evidence: [],
});

const notOffloaded: Classification = {
  class: 'not-offloaded',
  confidence: 0.95,
  basis: 'no-offload',
  values: {},
  evidence: [],
};

function withoutOffload(timeouts: Timeouts | null): Classification {
  if (timeouts === null || timeouts.established >= safeIdleS) return notOffloaded;
  const { established } = timeouts;
  return {
    class: 'low-timeout',
    confidence: 0.95,
    basis: 'established',
    values: { established },
    evidence: [sysctlEvidence('nf_conntrack_tcp_timeout_established', established)],
  };
}

/** Entries that came back from the flowtable carry the answer in their timeout. Exempt ones never were in it. */
function fromEntries({ snapshot, flows }: Seen, timeouts: Timeouts | null): Classification | null {
  // With the setting present a short rest is what hours of silence leave of a long one.
  if (timeouts?.flowtable != null) return null;
  const returned = flows.filter((flow) => isReturned(flow) && isForwardable(flow) && flow.byRules !== 'no');
  const short = returned.filter((flow) => left(flow) <= pickupS);
  const long = returned.filter((flow) => left(flow) > pickupS);
  const shown = long[0] ?? short[0];
  if (!shown) return null;
  const evidence = [flowEvidence(snapshot, shown)];
  const values = { timeout: left(shown) };
  if (long.length > 0)
    return { class: 'normal', confidence: timeouts ? 0.9 : 0.75, basis: 'returned-long', values, evidence };
  // A timeout set that low would look the same, so it must be known for certainty.
  const certain = timeouts !== null && timeouts.established > pickupS + flowtableIdleS;
  return { class: 'fixed-pickup', confidence: certain ? 0.98 : 0.8, basis: 'countdown', values, evidence };
}

/** Its packets meet the forward rules: what the kernel does to a program's own connection is another matter. */
const isForwardable = ({ path }: Routed): boolean => path !== 'local';

const left = (flow: Routed): number => flow.entry.timeoutS ?? 0;

function fromTimeouts({ snapshot, flows, use }: Seen, timeouts: Timeouts): Classification {
  const { established, flowtable, pickup } = timeouts;
  const values = { established, flowtable: flowtable ?? flowtableIdleS };
  const seenOffloaded = flows.some((flow) => flow.entry.offload !== 'none');
  if (pickup !== null) {
    const evidence = [sysctlEvidence('nf_flowtable_tcp_pickup', pickup)];
    const kind = pickup < safeIdleS ? 'fixed-pickup' : 'normal';
    return { class: kind, confidence: 0.95, basis: 'pickup-sysctl', values: { pickup }, evidence };
  }
  if (flowtable === null)
    return {
      class: 'fixed-pickup',
      confidence: seenOffloaded ? 0.93 : 0.85,
      basis: 'sysctl-absent',
      values,
      evidence: [],
    };
  const evidence = [
    sysctlEvidence('nf_flowtable_tcp_timeout', flowtable),
    sysctlEvidence('nf_conntrack_tcp_timeout_established', established),
  ];
  // Flowtable first, then the rest of the established timeout: together never less than the larger of the two.
  if (Math.max(established, flowtable) < safeIdleS)
    return { class: 'low-timeout', confidence: 0.95, basis: 'timeouts', values, evidence };
  return (
    hardwareSuspicion(snapshot, flows, use) ?? {
      class: 'normal',
      confidence: seenOffloaded ? 0.95 : 0.9,
      basis: 'sysctl-present',
      values,
      evidence,
    }
  );
}
