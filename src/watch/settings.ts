import type { OffloadClass } from '../conntrack/flow.ts';
import { flowtableIdleS, pickupS, type Timeouts } from '../diagnosis/timeouts.ts';
import type { Settings } from './lifecycle/household.ts';

/** Kernels that leave a connection the rest of its own timeout. */
const wholeTimeout: ReadonlySet<OffloadClass> = new Set(['normal', 'low-timeout', 'not-offloaded']);

/** What a router's looks cannot tell, from what a snapshot told of it. `everyS`: seconds between two looks. */
export const settingsOf = (
  known: { timeouts: Timeouts | null; class: OffloadClass },
  everyS: number,
): Settings => ({
  establishedS: known.timeouts?.established ?? null,
  flowtableS: known.timeouts?.flowtable ?? flowtableIdleS,
  pickupS: wholeTimeout.has(known.class) ? null : (known.timeouts?.pickup ?? pickupS),
  everyS,
});
