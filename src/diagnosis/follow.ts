import type { ConntrackEntry, FollowSample } from '../conntrack/flow.ts';
import { hardwareCutS } from '../kernel/regressions.ts';
import type { Classification } from './classification.ts';
import { flowtableIdleS, pickupS, safeIdleS, type Timeouts } from './timeouts.ts';

/** Slack for the second a sample takes and for rounding. */
const slackS = 5;

/**
 * What following one entry proved: the timeout it got at the moment it left the flowtable. `null`: nothing.
 * @param source where its lines were read
 */
export function fromFollowed(
  samples: readonly FollowSample[],
  timeouts: Timeouts | null,
  source = '/proc/net/nf_conntrack',
): Classification | null {
  const left = leaving(samples);
  if (left) return judgeLeaving(left, timeouts, source);
  return vanished(samples) ? judgeVanished(samples, timeouts, source) : null;
}

interface Leaving {
  before: ConntrackEntry;
  after: ConntrackEntry;
  timeoutS: number;
  atS: number;
}

function leaving(samples: readonly FollowSample[]): Leaving | null {
  let before: ConntrackEntry | null = null;
  for (const { atS, entry } of samples) {
    if (entry === null) continue;
    if (entry.offload !== 'none') before = entry;
    else if (before && entry.state === 'ESTABLISHED' && entry.timeoutS !== null)
      return { before, after: entry, timeoutS: entry.timeoutS, atS };
  }
  return null;
}

function judgeLeaving(left: Leaving, timeouts: Timeouts | null, source: string): Classification | null {
  const evidence = [left.before, left.after].map(({ line }) => ({ source, line }));
  const values = { timeout: left.timeoutS, at: Math.round(left.atS) };
  const decided = { basis: 'followed' as const, values, evidence };
  const kept = timeouts ? Math.max(0, timeouts.established - (timeouts.flowtable ?? flowtableIdleS)) : null;
  // More than the kernel hands back: a packet went by the slow path meanwhile, and that proves nothing.
  if (kept !== null && left.timeoutS > Math.max(kept, pickupS) + slackS) return null;
  if (left.timeoutS <= pickupS) {
    const asSet = timeouts?.flowtable != null && kept !== null && kept <= pickupS;
    return { class: asSet ? 'low-timeout' : 'fixed-pickup', confidence: 0.99, ...decided };
  }
  if (
    left.before.offload === 'hardware' &&
    left.timeoutS <= hardwareCutS &&
    (kept ?? safeIdleS) > hardwareCutS
  )
    return { class: 'hardware-desync', confidence: 0.8, ...decided };
  return {
    class: left.timeoutS + flowtableIdleS < safeIdleS ? 'low-timeout' : 'normal',
    confidence: 0.97,
    ...decided,
  };
}

/** Offloaded, and then absent in at least two samples to the end: one read alone may miss a live entry. */
function vanished(samples: readonly FollowSample[]): boolean {
  const last = samples.findLastIndex((sample) => sample.entry !== null);
  return last >= 0 && samples[last]?.entry?.offload !== 'none' && samples.length - 1 - last >= 2;
}

function judgeVanished(
  samples: readonly FollowSample[],
  timeouts: Timeouts | null,
  source: string,
): Classification | null {
  const entry = samples.findLast((sample) => sample.entry !== null)?.entry;
  if (!entry || !timeouts) return null;
  const gone = samples.find((sample) => sample.entry === null && sample.atS > 0);
  const decided = {
    basis: 'followed-gone' as const,
    values: { at: Math.round(gone?.atS ?? 0) },
    evidence: [{ source, line: entry.line }],
  };
  if (timeouts.established <= (timeouts.flowtable ?? flowtableIdleS))
    return { class: 'low-timeout', confidence: 0.95, ...decided };
  return entry.offload === 'hardware' ? { class: 'hardware-desync', confidence: 0.6, ...decided } : null;
}
