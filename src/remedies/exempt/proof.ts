import type { ConntrackEntry } from '../../conntrack/flow.ts';
import type { Timeouts } from '../../diagnosis/timeouts.ts';
import { flowtableIdleS, flowtablePickupS, unacknowledgedS } from '../../kernel/timeouts.ts';
import type { How, Proof, Sample } from '../proof.ts';
import type { ExemptParams } from './params.ts';

/** A connection just made may be offloaded with its next packet only: one look is not enough. */
const leastSpanS = 4;

/** What this router's kernel does, as far as the proof rests on it. */
export interface Kernel {
  /** `nf_conntrack_tcp_timeout_established`; `null` when it could not be read: nothing can be proven then. */
  establishedS: number | null;
  /** Seconds of silence after which a flow leaves the flowtable. The kernel's constant where it has no sysctl for it. */
  flowS: number;
  /** The kernel leaves a flow that went idle a fixed pickup (it lacks `nf_flowtable_tcp_timeout`). */
  affected: boolean;
}

export const kernelOf = (timeouts: Timeouts | null): Kernel => ({
  establishedS: timeouts?.established ?? null,
  flowS: timeouts?.flowtable ?? flowtableIdleS,
  affected: timeouts !== null && timeouts.flowtable === null,
});

/** Whether connections to the exempted ports show that they are kept. */
export function exemptProof(samples: readonly Sample[], { ports }: ExemptParams): Proof {
  const isMeant = ({ original }: ConntrackEntry) =>
    ports.some(({ from, to }) => from <= original.dport && original.dport <= to);
  const meant = samples.map((sample) => ({
    ...sample,
    entries: sample.entries.filter((entry) => isMeant(entry) && isForwarded(entry)),
  }));
  return proofOf(meant, kernelOf(samples.at(-1)?.timeouts ?? null));
}

/** A connection whose answers come from elsewhere than was dialled is held by a program on the router: it is not forwarded. */
const isForwarded = ({ original, reply }: ConntrackEntry): boolean => reply.src === original.dst;

/**
 * Judges what was seen since the apply, oldest first. Proven is only what an offloaded connection could not show:
 * on an affected kernel, to be idle longer than the old death; on any, to have spoken less than a flow timeout ago,
 * with its timeout set anew by the firewall, and not be offloaded in that look and the next.
 */
export function proofOf(samples: readonly Sample[], kernel: Kernel): Proof {
  const source = samples.at(-1)?.source ?? '/proc/net/nf_conntrack';
  const histories = [...historiesOf(samples).values()];
  const lost = histories.flatMap((history) => offloadedAgain(history));
  if (lost.length > 0) return { kind: 'lost', evidence: lost.map(({ line }) => ({ source, line })) };
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
function offloadedAgain(history: readonly Moment[]): ConntrackEntry[] {
  const at = history.findIndex((moment, n) => {
    const before = history[n - 1];
    return before !== undefined && isKept(before) && before.entry.assured && moment.entry.offload !== 'none';
  });
  return at < 0 ? [] : history.slice(at - 1, at + 1).map(({ entry }) => entry);
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
