import type { WatchEvent, WatchEventOf } from '../watch/events.ts';
import type { Cut } from './notice.types.ts';
import { phoneOf } from './phone.ts';

/** One eviction of a phone with its end, as the journal has them. */
export interface Episode {
  evicted: WatchEventOf<'evicted'>;
  end: WatchEventOf<'back' | 'left'> | null;
}

/** The evictions among events, by time, each with its end. Repeated events count once. */
export function episodesOf(events: readonly WatchEvent[]): Episode[] {
  const ends = new Map(
    events.flatMap((event) =>
      event.kind === 'back' || event.kind === 'left' ? [[event.evictedId, event] as const] : [],
    ),
  );
  const evictions = new Map(
    events.flatMap((event) => (event.kind === 'evicted' ? [[event.id, event] as const] : [])),
  );
  return [...evictions.values()]
    .map((evicted) => ({ evicted, end: ends.get(evicted.id) ?? null }))
    .sort((a, b) => a.evicted.at - b.evicted.at);
}

export const phoneKeyOf = ({ evicted }: Episode): string => phoneOf(evicted.flow.device).key;

/** An episode as notices tell it. */
export const cutOf = ({ evicted, end }: Episode): Pick<Cut, 'at' | 'idleS' | 'service' | 'end'> => ({
  at: evicted.at,
  idleS: evicted.idleS,
  service: evicted.flow.service,
  end: end && { at: end.at, unreachableS: end.kind === 'back' ? end.unreachableS : null },
});
