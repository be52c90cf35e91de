import type { WatchEvent, WatchEventOf } from '../watch/events.ts';
import { phoneOf } from './phone.ts';
import type { Outage } from './state.ts';

/** One eviction of a phone with its end, as the journal has them. */
export interface OutageEvents {
  evicted: WatchEventOf<'evicted'>;
  end: WatchEventOf<'back' | 'left'> | null;
}

/** The evictions among events, by time, each with its end. Repeated events count once. */
export function outagesOf(events: readonly WatchEvent[]): OutageEvents[] {
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

export const phoneKeyOf = ({ evicted }: OutageEvents): string => phoneOf(evicted.flow.device).key;

/** An episode as notices tell it. */
export const toOutage = ({
  evicted,
  end,
}: OutageEvents): Pick<Outage, 'at' | 'idleS' | 'service' | 'end'> => ({
  at: evicted.at,
  idleS: evicted.idleS,
  service: evicted.flow.service,
  end: end && { at: end.at, unreachableS: end.kind === 'back' ? end.unreachableS : null },
});
