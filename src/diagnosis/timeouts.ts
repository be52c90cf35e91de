import type { Snapshot } from '../probes/engine/probe.ts';

/** Seconds a flow may be idle in the flowtable: `NF_FLOW_TIMEOUT`, and the sysctl's default. */
export const flowtableIdleS = 30;
/** Seconds an entry gets back on an affected kernel: TCP pickup, `NF_FLOWTABLE_TCP_PICKUP_TIMEOUT`. */
export const pickupS = 120;
/**
 * Push connections speak every 10 to 30 minutes: what lives shorter idle is cut between two heartbeats.
 * Source: Firebase's network configuration page (NAT timeout of 30 minutes or more).
 */
export const safeIdleS = 1800;

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
  const established = values.nf_conntrack_tcp_timeout_established;
  if (established === undefined) return null;
  return {
    established,
    flowtable: values.nf_flowtable_tcp_timeout ?? null,
    pickup: values.nf_flowtable_tcp_pickup ?? null,
  };
}
