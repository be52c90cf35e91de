import type { WatchEvent } from '../watch/events.ts';
import { due, trim } from './pending.ts';
import { reduceDrift } from './reduce-drift.ts';
import { reduceEnded, reduceEvicted } from './reduce-phone.ts';
import { reduceReachable, reduceUnreachable } from './reduce-router.ts';
import type { Message, NoticeState, Preferences } from './state.ts';

/**
 * Takes one event into what a chat was told of a router, and says what is to be posted or repainted now. The same event
 * again changes nothing; events may come late and in any order. What was not handed over yet ({@link due}) is told again
 * until it is marked as sent.
 */
export function reduce(
  state: NoticeState,
  event: WatchEvent,
  preferences: Preferences,
  now: number,
): { state: NoticeState; messages: Message[] } {
  const next = state.seen.includes(event.id) ? state : taken(state, event, preferences, now);
  return { state: next, messages: due(next, now) };
}

function taken(state: NoticeState, event: WatchEvent, preferences: Preferences, now: number): NoticeState {
  const seen = { ...state, seen: [...state.seen, event.id] };
  switch (event.kind) {
    case 'evicted':
      return trim(reduceEvicted(seen, event, preferences, now), now);
    case 'back':
    case 'left':
      return trim(reduceEnded(seen, event), now);
    case 'guard':
      return trim(reduceDrift(seen, event, preferences, now), now);
    case 'unreachable':
      return trim(reduceUnreachable(seen, event, preferences, now), now);
    case 'reachable':
      return trim(reduceReachable(seen, event, preferences, now), now);
    // No news for a phone: they stand in the details and in the digest.
    case 'flushed':
    case 'unwatched':
      return trim(seen, now);
  }
}
