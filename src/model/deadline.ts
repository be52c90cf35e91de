import { setTimeout as sleep } from 'node:timers/promises';

/**
 * What `work` comes to, or `otherwise` when it has not after `ms`. Rejects as `work` does. The timer ends with the work
 * and keeps no process alive; the work itself goes on.
 */
export async function within<T, E>(ms: number, work: Promise<T>, otherwise: E): Promise<T | E> {
  const over = new AbortController();
  const late = sleep(ms, otherwise, { ref: false, signal: over.signal }).catch(() => otherwise);
  try {
    return await Promise.race([work, late]);
  } finally {
    over.abort();
  }
}
