import { parseConntrack } from '../conntrack/entry.ts';
import type { ConntrackEntry } from '../conntrack/flow.ts';
import { type Timeouts, timeoutsOf } from '../diagnosis/timeouts.ts';
import type { Evidence } from '../model/evidence.ts';
import type { Snapshot } from '../probes/engine/probe.ts';
import { serviceOf } from '../push/match.ts';

/** The push connections of one moment. Plain JSON: crosses Redis with the job that goes on watching. */
export interface Sample {
  /** Router's own seconds (uptime), or ours where it does not say. */
  atS: number;
  entries: ConntrackEntry[];
  /** Where they were read. */
  source?: string;
  /** What this router's kernel gives an idle connection then; `null` or missing: nothing can be proven. */
  timeouts?: Timeouts | null;
  /** How full the table was, and how many packets were refused since the router's start for want of room. */
  table?: { count: number; max: number; dropped: number };
}

/** How a connection showed that it is kept. Seconds throughout; each has a sentence `cure.proof.<kind>`. */
export type How =
  | { kind: 'outlived'; idleS: number; leftS: number; deathS: number }
  | { kind: 'never-offloaded'; samples: number; spanS: number; leftS: number }
  | { kind: 'came-back'; leftS: number }
  | { kind: 'kept-longer'; leftS: number; beforeS: number }
  | { kind: 'room'; count: number; max: number; spanS: number };

/** `lost`: a connection did under our eyes what the cure should have kept it from. */
export type Proof =
  | { kind: 'proven'; how: How; evidence: Evidence[] }
  | { kind: 'waiting'; evidence: Evidence[] }
  | { kind: 'lost'; evidence: Evidence[] };

export function sampleOf(snapshot: Snapshot): Sample {
  const lines = snapshot.conntrack.kind === 'value' ? snapshot.conntrack.value.lines : [];
  const entries = lines.flatMap((line) => {
    const entry = parseConntrack(line);
    return entry && serviceOf(entry) ? [entry] : [];
  });
  const atS = snapshot.clock.kind === 'value' ? snapshot.clock.value.uptimeS : snapshot.takenAt / 1000;
  const source = snapshot.conntrack.kind === 'value' ? { source: snapshot.conntrack.value.source } : {};
  return { atS, entries, ...source, timeouts: timeoutsOf(snapshot), ...fillOf(snapshot) };
}

function fillOf({ table }: Snapshot): Pick<Sample, 'table'> {
  if (table.kind !== 'value') return {};
  const { count, max, stats } = table.value;
  return { table: { count, max, dropped: stats.drop ?? 0 } };
}
