import { setTimeout as sleep } from 'node:timers/promises';
import { ExecutionError, Redlock, ResourceLockedError } from '@sesamecare-oss/redlock';
import { Cluster } from 'ioredis';
import { fail } from '../model/failure.ts';
import type { Store } from './store.types.ts';
import type { StoreContext } from './store-context.ts';

/** How long a lock outlives its holder's death, ms. It is prolonged while the holder works. */
const holdMs = 15_000;
const askAgainMs = 200;

/** Whether every refusal was "somebody has it", rather than trouble with Redis. */
async function isHeld(error: ExecutionError): Promise<boolean> {
  const last = await error.attempts.at(-1);
  return [...(last?.votesAgainst.values() ?? [])].every((why) => why instanceof ResourceLockedError);
}

/** One holder of a name at a time, over all processes. The holder's signal is aborted when the lock is lost. */
export function locks({ redis, key, log }: StoreContext): Pick<Store, 'withRouterLock'> {
  const db = redis instanceof Cluster ? 0 : (redis.options.db ?? 0);
  const redlock = new Redlock([redis], { retryCount: 0, automaticExtensionThreshold: holdMs / 2, db });

  /** Works under the lock; `null` when it is held by somebody else. */
  async function once<T>(
    name: string,
    work: (signal: AbortSignal) => Promise<T>,
  ): Promise<{ value: T } | null> {
    let working: Promise<T> | null = null;
    try {
      await redlock.using([name], holdMs, async (extended, context) => {
        // While Redis is away the extension neither succeeds nor fails: time says that the lock is gone.
        const over = new AbortController();
        const watch = setInterval(() => {
          if (context.lock.expiration < Date.now()) over.abort(new Error('the lock is lost'));
        }, 1_000);
        working = work(AbortSignal.any([extended, over.signal]));
        await working.finally(() => clearInterval(watch)).catch(() => {});
      });
    } catch (error) {
      if (!(error instanceof ExecutionError)) throw error;
      if (working === null)
        return (await isHeld(error)) ? null : fail({ cause: 'redis', detail: error.message }, error);
      log.warn({ lock: name }, 'a lock was lost before its work was done');
    }
    // What became of the work counts, not whether the lock could still be given back.
    return working && { value: await working };
  }

  return {
    withRouterLock: async (routerId, waitMs, work) => {
      const until = Date.now() + waitMs;
      for (;;) {
        const done = await once(key('lock', 'router', routerId), work);
        if (done) return done.value;
        const left = until - Date.now();
        if (left <= 0) return null;
        await sleep(Math.min(left, askAgainMs));
      }
    },
  };
}
