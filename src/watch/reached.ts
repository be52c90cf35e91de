import type { Failure } from '../model/failure.ts';
import type { Router } from '../model/router.ts';
import { formatTarget } from '../ssh/address.ts';
import type { Outbox } from './outbox.ts';
import { eventId } from './to-events.ts';
import { afterFailure, obstacleOf, type Unreachable } from './unreachable.ts';
import type { WatchContext } from './watcher.types.ts';

/** A try to watch `router` failed, or its loop broke. `wasWatched`: it was heard right up to now. */
export async function noteFailure(
  router: Router,
  { failure, wasWatched }: { failure: Failure | null; wasWatched: boolean },
  outbox: Outbox,
  { now, timing }: Pick<WatchContext, 'now' | 'timing'>,
): Promise<Unreachable | null> {
  const at = now();
  const obstacle = obstacleOf(failure, formatTarget(router));
  await outbox.change((state) => {
    const heardAt = wasWatched ? state.heardAt : null;
    const known = { now: at, heardAt, tellAfterMs: timing.unreachableMs };
    const { unreachable, isNews } = afterFailure(state.unreachable, obstacle, known);
    const { since } = unreachable;
    const id = eventId(router.id, 'unreachable', since, at);
    return {
      state: { ...state, unreachable },
      events: isNews ? [{ id, routerId: router.id, at, kind: 'unreachable', since, obstacle }] : [],
    };
  });
  return outbox.state.unreachable;
}

/** The loop on the router runs. */
export async function noteWatching(
  routerId: string,
  outbox: Outbox,
  { now }: Pick<WatchContext, 'now'>,
): Promise<void> {
  if (outbox.state.unreachable === null) return;
  const at = now();
  await outbox.change((state) => {
    const { unreachable } = state;
    const id = eventId(routerId, 'reachable', unreachable?.since ?? at);
    return {
      state: { ...state, unreachable: null },
      events: unreachable?.told ? [{ id, routerId, at, kind: 'reachable', since: unreachable.since }] : [],
    };
  });
}
