import type { WatchEvent } from '../../watch/events.ts';
import type { OutageEvents } from '../outages.ts';

/**
 * A stretch of a phone's connection. `known`: the router has it. `counting`: nobody speaks and its timer runs down.
 * `gone`: forgotten until the phone was back. `out`: forgotten, its end not known. `faint`: it is likely there, but no event tells of it.
 */
export interface Segment {
  kind: 'known' | 'counting' | 'gone' | 'out' | 'faint';
  from: number;
  to: number;
}

export interface Lane {
  stretches: Segment[];
  /** When the phone was back. */
  returns: number[];
}

export interface Timeline {
  from: number;
  to: number;
  lanes: Lane[];
  unwatched: { from: number; to: number }[];
  /** When all connections went at once. */
  flushes: number[];
  /** When our fix was applied. */
  cures: number[];
}

/** One phone's connection as its evictions and returns tell it. `to`: up to when nothing else is known. */
export function laneOf(episodes: readonly OutageEvents[], from: number, to: number): Lane {
  const stretches: Segment[] = [];
  const returns: number[] = [];
  let drawn = from;
  /** Whether the connection is there from `drawn` on; false after the phone left. */
  let isThere: 'known' | 'faint' | null = 'faint';
  const add = (kind: Segment['kind'], until: number) => {
    const end = Math.min(Math.max(until, drawn), to);
    if (end > drawn) stretches.push({ kind, from: drawn, to: end });
    drawn = Math.max(drawn, end);
  };
  for (const { evicted, end } of episodes) {
    const quietFrom = evicted.at - evicted.idleS * 1_000;
    if (isThere) add(isThere, quietFrom);
    else drawn = Math.max(drawn, quietFrom);
    add('known', evicted.at - (evicted.countingS ?? evicted.idleS) * 1_000);
    add('counting', evicted.at);
    add(end?.kind === 'back' ? 'gone' : 'out', end?.at ?? to);
    if (end?.kind === 'back' && end.at >= from && end.at <= to) returns.push(end.at);
    isThere = end?.kind === 'back' ? 'known' : null;
  }
  if (isThere) add('faint', to);
  return { stretches, returns };
}

/** What concerns all phones: times nobody watched, flushes. */
export const sharedMarks = (events: readonly WatchEvent[]): Pick<Timeline, 'unwatched' | 'flushes'> => ({
  unwatched: events.flatMap((event) =>
    event.kind === 'unwatched' ? [{ from: event.from, to: event.to }] : [],
  ),
  flushes: events.flatMap((event) => (event.kind === 'flushed' ? [event.at] : [])),
});
