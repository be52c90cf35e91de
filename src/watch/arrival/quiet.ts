import type { OffloadClass } from '../../conntrack/flow.ts';
import { offloadedLifeS } from '../../diagnosis/idle-life.ts';
import type { Timeouts } from '../../diagnosis/timeouts.ts';
import { hardwareCutS } from '../../kernel/regressions.ts';
import { isLive } from '../lifecycle/seen.ts';
import { carriersOf, momentsOf, type Trace, type TracedPhone } from './trace.ts';

/** Longest time a phone's silence is waited for, seconds. */
export const longestWaitS = 720;
/** A phone needs that long to be laid aside. */
const asideS = 20;
/** After how much silence it is sent where the life of an idle connection is known, and where it is not. */
const usualS = { known: 160, unknown: 200 } as const;
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
  const flows = carriersOf(trace, phone).map((flow) =>
    isLive(flow) ? (flow.spokeS ?? flow.toldS) : flow.toldS,
  );
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

/** No connection of the phone is in the table on which it could be woken. */
export const isForgotten = (trace: Trace, phone: TracedPhone): boolean =>
  !carriersOf(trace, phone).some(isLive);
