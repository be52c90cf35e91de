import type { WatchEvent, WatchEventOf } from '../watch/events.ts';
import { phoneOf } from './phone.ts';

/** One eviction of a phone with its end, as the journal has them. */
export interface Episode {
  evicted: WatchEventOf<'evicted'>;
  back: WatchEventOf<'back'> | null;
}

/** The evictions among events, by time, each with its end. Repeated events count once. */
export function episodesOf(events: readonly WatchEvent[]): Episode[] {
  const backs = new Map(events.flatMap((event) => (event.kind === 'back' ? [[event.evictedId, event]] : [])));
  const evictions = new Map(events.flatMap((event) => (event.kind === 'evicted' ? [[event.id, event]] : [])));
  return [...evictions.values()]
    .map((evicted) => ({ evicted, back: backs.get(evicted.id) ?? null }))
    .sort((a, b) => a.evicted.at - b.evicted.at);
}

export const phoneKeyOf = ({ evicted }: Episode): string => phoneOf(evicted.flow.device).key;
