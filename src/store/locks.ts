import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { within } from '../model/deadline.ts';
import { fail } from '../model/failure.ts';
import { leasesOf } from './lease.ts';
import type { Store } from './store.types.ts';
import type { StoreContext } from './store-context.ts';

/** How long a lock outlives its holder's death, ms. It is renewed while the holder works. */
const holdMs = 15_000;
const renewMs = holdMs / 3;
const askAgainMs = 200;
/** How long giving a lock back may take; it runs out by itself. */
const patienceMs = 3_000;

/** One holder of a name at a time, over all processes. The holder's signal is aborted when the lock is lost. */
export function locks({ redis, key, log }: StoreContext): Pick<Store, 'withRouterLock'> {
  const leases = leasesOf(redis, key('locks'));

  /**
   * Renews until `signal` is aborted; ends when the lock is lost: to somebody else, or because Redis was away until it
   * ran out, by this process's steady clock.
   */
  async function keep(holder: string, name: string, takenAt: number, signal: AbortSignal): Promise<void> {
    let certainUntil = takenAt + holdMs;
    while (!signal.aborted) {
      await sleep(renewMs, undefined, { signal }).catch(() => {});
      if (signal.aborted) return;
      const askedAt = performance.now();
      const renewal = leases.renew(holder, name, holdMs).catch((error: unknown) => {
        log.warn({ err: error, lock: name }, 'a lock was not renewed');
        return null;
      });
      const renewed = await within(certainUntil - askedAt, renewal, null);
      if (renewed) certainUntil = askedAt + holdMs;
      if (renewed === false || performance.now() >= certainUntil) return;
    }
  }

  /** Works under the lock; `null` when it is held by somebody else. */
  async function once<T>(
    name: string,
    work: (signal: AbortSignal) => Promise<T>,
  ): Promise<{ value: T } | null> {
    const holder = randomUUID();
    const takenAt = performance.now();
    const taken = await leases.take(holder, name, holdMs).catch((error: Error) => {
      return fail({ cause: 'redis', detail: error.message }, error);
    });
    if (!taken) return null;
    const [done, lost] = [new AbortController(), new AbortController()];
    void keep(holder, name, takenAt, done.signal).then(() => {
      if (done.signal.aborted) return;
      log.warn({ lock: name }, 'a lock was lost before its work was done');
      lost.abort(new Error('the lock is lost'));
    });
    try {
      return { value: await work(lost.signal) };
    } finally {
      done.abort();
      // What became of the work counts, not whether the lock could still be given back.
      const released = leases.release(holder, [name]).catch((error: unknown) => {
        log.warn({ err: error, lock: name }, 'a lock was not given back');
      });
      await within(patienceMs, released, undefined);
    }
  }

  return {
    withRouterLock: async (routerId, waitMs, work) => {
      const until = performance.now() + waitMs;
      for (;;) {
        const done = await once(`router:${routerId}`, work);
        if (done) return done.value;
        const left = until - performance.now();
        if (left <= 0) return null;
        await sleep(Math.min(left, askAgainMs));
      }
    },
  };
}
