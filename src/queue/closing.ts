import type { Worker } from 'bullmq';
import { within } from '../model/deadline.ts';
import type { Log } from '../model/log.ts';

/**
 * Closes a worker once its jobs have ended. While Redis is away it cannot say goodbye and would wait for ever; then it is left to end with the
 * connection, which the caller closes next.
 */
export async function closeWorker(
  worker: Worker,
  log: Log,
  { withinMs, force = false }: { withinMs: number; force?: boolean },
): Promise<void> {
  const closed = worker.close(force).then(() => true);
  if (!(await within(withinMs, closed, false)))
    log.warn('a worker did not close in time: redis is away, or its last job does not end');
}
