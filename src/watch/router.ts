import { canHeal, Failed, type Failure } from '../model/failure.ts';
import type { Router } from '../model/router.ts';
import type { Session } from '../ssh/session.types.ts';
import { LeaseLost, type Outbox, openOutbox } from './outbox.ts';
import { noteFailure, noteWatching } from './reached.ts';
import type { Rest } from './rest.ts';
import { runWatch } from './run.ts';
import type { WatchContext, WatchStanding } from './watcher.types.ts';

/** What a person has to put right (a changed key, a refused login) is tried again after this time, ms. */
const stubbornMs = 300_000;

/** Between half and the whole of `ms`, so that a thousand routers behind one line do not come back as one. */
const spread = (ms: number): number => ms * (0.5 + Math.random() / 2);

/** How one watcher of a router is stopped, woken, and seen. */
interface Watching {
  signal: AbortSignal;
  rest: Rest;
  onStanding(standing: WatchStanding): void;
}

/** One connection and one run of the loop. Never resolves. */
async function once(
  router: Router,
  outbox: Outbox,
  post: WatchContext,
  { why, signal, onSettled }: { why: string; signal: AbortSignal; onSettled(): void },
): Promise<never> {
  const give = await post.turn(signal);
  let session: Session | null = null;
  try {
    // A connection of its own: a session runs one script at a time, and this one runs for days.
    session = await post.setup.sessions.connect(router, {
      hostKey: router.hostKey,
      limited: post.limited,
      // The loop says that it lives more often than keepalives would ask.
      keepaliveMs: 0,
      signal,
    });
    return await runWatch(router, session, outbox, post, { why, signal, onRead: give, onSettled });
  } finally {
    give();
    session?.close();
  }
}

/**
 * Watches one router until told to stop: connects, runs the loop, and again when it breaks, ever more slowly, unless it is
 * woken. Resolves when aborted, when the lease is lost, and when the router was removed.
 */
export async function watchRouter(
  routerId: string,
  post: WatchContext,
  { signal, rest, onStanding }: Watching,
): Promise<void> {
  const { setup, timing } = post;
  const { store, log } = setup;
  const outbox = await openOutbox(routerId, post, signal);
  let why = 'pushmedic';
  let pauseMs = timing.pauseMs.first;
  let isWatching = false;

  const onSettled = (): void => {
    pauseMs = timing.pauseMs.first;
    isWatching = true;
    onStanding('watching');
    void store.routers.update(routerId, { lastSeenAt: post.now() }).catch(() => {});
    noteWatching(routerId, outbox, post).catch((error: unknown) =>
      log.warn({ err: error, routerId }, 'that a router can be watched again was not kept'),
    );
  };

  /** Keeps that it failed; ms until chats are to hear of it. */
  const failed = async (router: Router, failure: Failure | null): Promise<number> => {
    const wasWatched = isWatching;
    isWatching = false;
    onStanding('trying');
    const known = await noteFailure(router, { failure, wasWatched }, outbox, post);
    if (known?.told) onStanding('unreachable');
    return known === null || known.told
      ? Number.POSITIVE_INFINITY
      : known.since + timing.unreachableMs - post.now();
  };

  while (!signal.aborted) {
    const router = await store.routers.get(routerId);
    if (router === null) {
      for (const watch of await store.watches.of(routerId)) await store.watches.remove(routerId, watch.to);
      return;
    }
    let untilTold = Number.POSITIVE_INFINITY;
    try {
      await once(router, outbox, post, { why, signal, onSettled });
    } catch (error) {
      if (error instanceof LeaseLost) return;
      if (signal.aborted) break;
      const failure = error instanceof Failed ? error.failure : null;
      why = failure?.cause ?? 'failed';
      const fields = { routerId, ...(failure ?? { err: error }) };
      if (failure) log.info(fields, 'a watched router was lost; trying again');
      else log.error(fields, 'watching a router failed');
      if (failure && !canHeal(failure)) pauseMs = Math.max(pauseMs, stubbornMs);
      // Where Redis is away, nothing was learnt of the router.
      if (failure?.cause !== 'redis') {
        const note = await failed(router, failure).catch((reason: unknown) => reason);
        if (note instanceof LeaseLost) return;
        if (typeof note === 'number') untilTold = note;
        else log.warn({ err: note, routerId }, 'that a router cannot be reached was not kept');
      }
    }
    const pause = Math.max(timing.pauseMs.first / 2, Math.min(spread(pauseMs), untilTold));
    const isWoken = await rest.sleep(pause, signal);
    pauseMs = isWoken
      ? timing.pauseMs.first
      : Math.min(pauseMs * 2, Math.max(timing.pauseMs.longest, pauseMs));
  }
  await outbox.close();
}
