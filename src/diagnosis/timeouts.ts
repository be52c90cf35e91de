import type { Flow } from '../conntrack/flow.ts';
import { sysctlNames } from '../kernel/sysctls.ts';
import type { Snapshot } from '../probes/engine/probe.ts';
import { serviceById } from '../push/match.ts';
import { commonQuietS } from '../push/service.ts';

export { flowtableIdleS, flowtablePickupS as pickupS } from '../kernel/timeouts.ts';
/** Push connections speak every 10 to 30 minutes: what lives shorter idle is cut between two heartbeats. */
export { commonQuietS as safeIdleS } from '../push/service.ts';

/** Seconds for which a silent connection of this service has to be kept. */
export const quietOf = ({ service }: Pick<Flow, 'service'>): number =>
  serviceById(service)?.quietS ?? commonQuietS;

/** The timeouts that decide an idle connection's life, seconds. `null`: the kernel has no such setting. */
export interface Timeouts {
  established: number;
  flowtable: number | null;
  pickup: number | null;
}

/**
 * `null` when they could not be read. The established timeout exists wherever conntrack does: a reading
 * without it did not see the directory, and then an absent flowtable setting proves nothing.
 */
export function timeoutsOf(snapshot: Snapshot): Timeouts | null {
  if (snapshot.sysctls.kind !== 'value') return null;
  const { values } = snapshot.sysctls.value;
  const established = values[sysctlNames.established];
  if (established === undefined) return null;
  return {
    established,
    flowtable: values[sysctlNames.flowtable] ?? null,
    pickup: values[sysctlNames.flowtablePickup] ?? null,
  };
}
