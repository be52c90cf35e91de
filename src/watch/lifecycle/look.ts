import type { ConntrackEntry } from '../../conntrack/flow.ts';
import type { LeaseReading, NeighbourReading } from '../../probes/readings.ts';

/** Where the lines of a look stand on the router. */
export const lookSource = '/proc/net/nf_conntrack';

/** What one look at the table told: only what changed since the one before. Times are the router's uptime, seconds. */
export interface Sample {
  atS: number;
  /** The look before it, told or not. `null`: not known. */
  beforeS: number | null;
  /** The router's boot id, on the first look of a run; `-` when it has none. */
  begin: string | null;
  /** From this look on, a connection that was never told is not in the table. */
  settled: boolean;
  /** New or changed connections. */
  seen: ConntrackEntry[];
  gone: Gone[];
  neighbours: NeighbourReading['neighbours'];
  /** Devices by MAC: associated with the router's own Wi-Fi, or not (any more). */
  wifi: { mac: string; here: boolean }[];
  leases: LeaseReading['leases'];
  /** The forward rules are not what they were. */
  rulesChanged: boolean;
  /** The WAN was redialled, or has another address. */
  wanChanged: boolean;
}

/** A connection that was missing in two looks. */
export interface Gone {
  /** As it was last. */
  entry: ConntrackEntry;
  /** Last look that had it, first one that did not. */
  lastS: number;
  sinceS: number;
  /** When the kernel ended it, where it said so. */
  endedS?: number;
}

/** A look in which nothing changed: what was there is still there. */
export const emptySample = (atS: number): Sample => ({
  atS,
  beforeS: null,
  begin: null,
  settled: false,
  seen: [],
  gone: [],
  neighbours: [],
  wifi: [],
  leases: [],
  rulesChanged: false,
  wanChanged: false,
});
