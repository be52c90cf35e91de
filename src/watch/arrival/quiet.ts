import type { OffloadClass } from '../../conntrack/flow.ts';
import { offloadedLifeS } from '../../diagnosis/idle-life.ts';
import type { Timeouts } from '../../diagnosis/timeouts.ts';
import { hardwareCutS } from '../../kernel/regressions.ts';
import { isLive } from '../lifecycle/seen.ts';
import { carriersOf, endsOf, momentsOf, spokeOf, type Trace, type TracedPhone } from './trace.ts';

/** Longest time a phone's silence is waited for, seconds. */
export const longestWaitS = 720;
/** A phone needs that long to be laid aside. */
const asideS = 20;
/** After how much silence it is sent where the life of an idle connection is known, and where it is not. */
const usualS = { known: 160, unknown: 200 } as const;
/** Seconds are rounded in the table, and an entry may outlive its time by that. */
const roundedS = 3;
/** Beyond the life of an idle connection, for the table is cleared now and then only. */
const beyondS = 10;

/** Seconds a phone's push connection has to be quiet so that this router has forgotten it, if it ever does so soon. */
export function quietNeededS(kernel: OffloadClass, timeouts: Timeouts | null): number {
  if (kernel === 'unknown') return usualS.unknown;
  const life = kernel === 'hardware-desync' ? hardwareCutS : offloadedLifeS(kernel, timeouts);
  if (life === null || life + beyondS > longestWaitS) return usualS.known;
  return Math.max(usualS.known, life + beyondS);
}

/** Seconds since the phone's connections carried a packet, as far as is known for sure. */
export function quietS(trace: Trace, phone: TracedPhone): number {
  const { firstS, lookS } = trace;
  if (firstS === null || lookS === null) return 0;
  const flows = carriersOf(trace, phone).map(spokeOf);
  const moments = momentsOf(trace, phone).map(({ toS }) => toS);
  return lookS - Math.max(Number.NEGATIVE_INFINITY, ...flows, ...moments);
}

/**
 * Whether to wait on: seconds of silence still missing; 0: now. Where the router holds no connection of the phone it is
 * forgotten already, and only the time to lay the phone aside is waited for.
 */
export function stillToWaitS(trace: Trace, phone: TracedPhone, neededS: number): number {
  const { firstS, lookS, settled } = trace;
  if (firstS === null || lookS === null || !settled) return neededS;
  const aside = asideS - (lookS - firstS);
  return Math.max(0, aside, isForgotten(trace, phone) ? 0 : neededS - quietS(trace, phone));
}

/**
 * The phone cannot be woken: the connection it used last is not in the table any more. One that it gave up without a word,
 * as when its Wi-Fi was switched off, may stand there for hours, and nobody listens on it.
 */
export function isForgotten(trace: Trace, phone: TracedPhone): boolean {
  const now = trace.lookS ?? 0;
  const standing = carriersOf(trace, phone)
    .filter(isLive)
    .map((flow) => ({
      ...flow,
      spokeS: spokeOf(flow),
      stands: flow.dueS === null || flow.dueS > now - roundedS,
    }));
  const gone = endsOf(trace, phone)
    .filter(({ forgotten }) => forgotten)
    .map((end) => ({ ...end, stands: false }));
  const latest = new Map<string, { spokeS: number; stands: boolean }>();
  for (const one of [...gone, ...standing]) {
    const key = `${one.ip} ${one.service}`;
    const other = latest.get(key);
    if (other === undefined || one.spokeS >= other.spokeS) latest.set(key, one);
  }
  return ![...latest.values()].some(({ stands }) => stands);
}
