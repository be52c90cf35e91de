import type { WatchEvent } from '../../src/watch/events.ts';
import { back, evicted, flowOf } from './events.ts';

/** Phones of a household that are cut off again and again before `now`: 8 phones, 3 times each, all of them back. */
export function household(now: number): WatchEvent[] {
  return Array.from({ length: 24 }, (_, n): WatchEvent[] => {
    const phone = n % 8;
    const device = {
      ip: `192.168.1.${20 + phone}`,
      mac: `a4:83:e7:00:00:${String(10 + phone)}`,
      name: `Phone ${phone}`,
    };
    const one = evicted(now - 3_600_000 + n * 10_000, {
      id: `e${phone}-${n}`,
      flow: flowOf(device),
    });
    return [one, back(one, 60 + n)];
  }).flat();
}
