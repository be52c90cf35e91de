import type { OffloadClass } from '../conntrack/flow.ts';
import { flowtableIdleS, pickupS, type Timeouts } from './timeouts.ts';

/**
 * Seconds a silent connection lives that was in the flowtable when it fell silent; `null`: not known. On a repaired
 * kernel the entry gets back what is left of its own timeout, so both together are the larger of the two.
 */
export function offloadedLifeS(kernel: OffloadClass, timeouts: Timeouts | null): number | null {
  const flowtable = timeouts?.flowtable ?? flowtableIdleS;
  if (kernel === 'fixed-pickup') return flowtable + (timeouts?.pickup ?? pickupS);
  if (kernel === 'hardware-desync' || kernel === 'unknown' || timeouts === null) return null;
  return timeouts.pickup === null ? Math.max(timeouts.established, flowtable) : flowtable + timeouts.pickup;
}
