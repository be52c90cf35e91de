import { setTimeout as sleep } from 'node:timers/promises';
import { canHeal, Failed } from '../model/failure.ts';
import type { Router } from '../model/router.ts';
import type { Session } from '../ssh/session.types.ts';
import { LeaseLost, openOutbox } from './outbox.ts';
import { runWatch } from './run.ts';
import type { WatchContext } from './watcher.types.ts';

/** What a person has to put right (a changed key, a refused login) is tried again after this time, ms. */
const stubbornMs = 300_000;

/** Between half and the whole of `ms`, so that a thousand routers behind one line do not come back as one. */
const spread = (ms: number): number => ms * (0.5 + Math.random() / 2);

/**
 * Watches one router until told to stop: connects, runs the loop, and again when it breaks, ever more slowly. Resolves
 * when aborted, when the lease is lost, and when the router was removed.
 */
export async function watchRouter(
  routerId: string,
  post: WatchContext,
  signal: AbortSignal,
  onWatching: (watching: boolean) => void,
): Promise<void> {
  const { setup, timing } = post;
  const { store, sessions, log } = setup;
  const outbox = await openOutbox(routerId, post, signal);
  let why = 'pushmedic';
  let pauseMs = timing.pauseMs.first;

  const once = async (router: Router): Promise<never> => {
    const give = await post.turn(signal);
    let session: Session | null = null;
    try {
      // A connection of its own: a session runs one script at a time, and this one runs for days.
      session = await sessions.connect(router, {
        hostKey: router.hostKey,
        limited: post.limited,
        // The loop says that it lives more often than keepalives would ask.
        keepaliveMs: 0,
        signal,
      });
      return await runWatch(router, session, outbox, post, {
        why,
        signal,
        onRead: give,
        onSettled() {
          pauseMs = timing.pauseMs.first;
          onWatching(true);
          void store.routers.update(routerId, { lastSeenAt: post.now() }).catch(() => {});
        },
      });
    } finally {
      give();
      session?.close();
      onWatching(false);
    }
  };

  while (!signal.aborted) {
    const router = await store.routers.get(routerId);
    if (router === null) {
      for (const watch of await store.watches.of(routerId)) await store.watches.remove(routerId, watch.to);
      return;
    }
    try {
      await once(router);
    } catch (error) {
      if (error instanceof LeaseLost) return;
      if (signal.aborted) break;
      const failure = error instanceof Failed ? error.failure : null;
      why = failure?.cause ?? 'failed';
      const fields = { routerId, ...(failure ?? { err: error }) };
      if (failure) log.info(fields, 'a watched router was lost; trying again');
      else log.error(fields, 'watching a router failed');
      if (failure && !canHeal(failure)) pauseMs = Math.max(pauseMs, stubbornMs);
    }
    await sleep(spread(pauseMs), undefined, { signal }).catch(() => {});
    pauseMs = Math.min(pauseMs * 2, Math.max(timing.pauseMs.longest, pauseMs));
  }
  await outbox.close();
}
