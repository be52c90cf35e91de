import { parseConntrack } from '../../conntrack/entry.ts';
import type { ConntrackEntry } from '../../conntrack/flow.ts';
import { contains, pushPorts } from '../../firewall/first/ports.ts';
import { sysctlNames } from '../../kernel/sysctls.ts';
import { flowtableIdleS, flowtablePickupS, unacknowledgedS } from '../../kernel/timeouts.ts';
import type { Evidence } from '../../model/evidence.ts';
import type { Snapshot } from '../../probes/engine/probe.ts';

/** The push connections of one moment. */
export interface Sample {
  /** Router's own seconds (uptime), or ours where it does not say. */
  atS: number;
  entries: ConntrackEntry[];
}

/** What this router's kernel does, as far as the proof rests on it. */
export interface Kernel {
  /** `nf_conntrack_tcp_timeout_established`; `null` when it could not be read: nothing can be proven then. */
  establishedS: number | null;
  /** Seconds of silence after which a flow leaves the flowtable. The kernel's constant where it has no sysctl for it. */
  flowS: number;
  /** The kernel leaves a flow that went idle a fixed pickup (it lacks `nf_flowtable_tcp_timeout`). */
  affected: boolean;
}

type How =
  | { kind: 'outlived'; idleS: number; leftS: number; deathS: number }
  | { kind: 'never-offloaded'; samples: number; spanS: number; leftS: number }
  | { kind: 'came-back'; leftS: number };

/** `lost`: a connection the firewall had was offloaded under our eyes. */
export type Proof =
  | { kind: 'proven'; how: How; evidence: Evidence[] }
  | { kind: 'waiting'; evidence: Evidence[] }
  | { kind: 'lost'; evidence: Evidence[] };

/** A connection just made may be offloaded with its next packet only: one look is not enough. */
const leastSpanS = 4;

const source = '/proc/net/nf_conntrack';

export function sampleOf(snapshot: Snapshot): Sample {
  const lines = snapshot.conntrack.kind === 'value' ? snapshot.conntrack.value.lines : [];
  const entries = lines
    .map(parseConntrack)
    .filter((entry): entry is ConntrackEntry => entry?.proto === 'tcp')
    .filter(({ original }) => pushPorts.some((range) => contains(range, original.dport)));
  const atS = snapshot.clock.kind === 'value' ? snapshot.clock.value.uptimeS : snapshot.takenAt / 1000;
  return { atS, entries };
}

export function kernelOf(snapshot: Snapshot): Kernel {
  const values: Partial<Record<string, number>> =
    snapshot.sysctls.kind === 'value' ? snapshot.sysctls.value.values : {};
  const flowS = values[sysctlNames.flowtable];
  return {
    establishedS: values[sysctlNames.established] ?? null,
    flowS: flowS ?? flowtableIdleS,
    affected: snapshot.sysctls.kind === 'value' && flowS === undefined,
  };
}

/**
 * Judges what was seen since the apply, oldest first. Proven is only what an offloaded connection could not show:
 * on an affected kernel, to be idle longer than the old death; on any, to have spoken less than a flow timeout ago,
 * with its timeout set anew by the firewall, and not be offloaded in that look and the next.
 */
export function proofOf(samples: readonly Sample[], kernel: Kernel): Proof {
  const histories = [...historiesOf(samples).values()];
  const lost = histories.flatMap((history) => offloadedAgain(history));
  if (lost.length > 0) return { kind: 'lost', evidence: lost };
  for (const history of histories) {
    const how = outlived(history, kernel) ?? keptBy(history, kernel);
    const last = history.at(-1);
    if (how && last) return { kind: 'proven', how, evidence: [{ source, line: last.entry.line }] };
  }
  const latest = samples.at(-1)?.entries ?? [];
  return { kind: 'waiting', evidence: latest.slice(0, 3).map(({ line }) => ({ source, line })) };
}

interface Moment {
  atS: number;
  entry: ConntrackEntry;
}

const isKept = ({ entry }: Moment): boolean =>
  entry.offload === 'none' && entry.state === 'ESTABLISHED' && !entry.unreplied;

function historiesOf(samples: readonly Sample[]): Map<string, Moment[]> {
  const histories = new Map<string, Moment[]>();
  for (const { atS, entries } of samples) {
    for (const entry of entries) {
      const { src, sport, dst, dport } = entry.original;
      const key = [entry.family, src, sport, dst, dport].join(' ');
      histories.set(key, [...(histories.get(key) ?? []), { atS, entry }]);
    }
  }
  return histories;
}

/** In the firewall's care and fresh, then in the flowtable: the exemption did not catch its packet. */
function offloadedAgain(history: readonly Moment[]): Evidence[] {
  const at = history.findIndex((moment, n) => {
    const before = history[n - 1];
    return before !== undefined && isKept(before) && before.entry.assured && moment.entry.offload !== 'none';
  });
  const pair = at < 0 ? [] : history.slice(at - 1, at + 1);
  return pair.map(({ entry }) => ({ source, line: entry.line }));
}

function outlived(history: readonly Moment[], { establishedS, flowS, affected }: Kernel): How | null {
  const last = history.at(-1);
  if (!last || !affected || establishedS === null || !isKept(last)) return null;
  const leftS = last.entry.timeoutS ?? 0;
  const idleS = establishedS - leftS;
  const deathS = flowS + flowtablePickupS;
  return leftS > unacknowledgedS && idleS > deathS ? { kind: 'outlived', idleS, leftS, deathS } : null;
}

function keptBy(history: readonly Moment[], { establishedS, flowS }: Kernel): How | null {
  if (establishedS === null) return null;
  const isFresh = ({ entry }: Moment) => establishedS - (entry.timeoutS ?? 0) < flowS - leastSpanS;
  const lastOffloaded = history.findLastIndex(({ entry }) => entry.offload !== 'none');
  const since = history.slice(lastOffloaded + 1);
  const from = since.findIndex((moment) => isKept(moment) && moment.entry.assured && isFresh(moment));
  const kept = from < 0 ? [] : since.slice(from);
  const [first] = kept;
  const last = kept.at(-1);
  if (!first || !last || !kept.every(isKept) || last.atS - first.atS < leastSpanS) return null;
  const leftS = last.entry.timeoutS ?? 0;
  // Seen before it was fresh, offloaded or idle: it has spoken since.
  return lastOffloaded + from >= 0
    ? { kind: 'came-back', leftS }
    : { kind: 'never-offloaded', samples: kept.length, spanS: Math.round(last.atS - first.atS), leftS };
}
