import pRetry from 'p-retry';
import { Failed } from '../model/failure.ts';
import type { Log } from '../model/log.ts';

/**
 * Logs a platform in, however long it is away; resolves too when `signal` ends the wait.
 * @throws Failed what no waiting mends, a rejected token for one.
 */
export async function keepTrying(
  open: () => Promise<void>,
  options: {
    name: string;
    minTimeout: number;
    maxTimeout: number;
    signal: AbortSignal;
    /** What may be said of an error: never a token. */
    safely: (error: unknown) => unknown;
    log: Log;
  },
): Promise<void> {
  const { name, minTimeout, maxTimeout, signal, safely, log } = options;
  try {
    await pRetry(open, {
      retries: Number.POSITIVE_INFINITY,
      minTimeout,
      maxTimeout,
      signal,
      shouldRetry: ({ error }) => !(error instanceof Failed),
      onFailedAttempt: ({ error, attemptNumber }) => {
        if (!(error instanceof Failed))
          log.warn({ error: safely(error), attempt: attemptNumber }, `${name}: cannot connect, trying again`);
      },
    });
  } catch (error) {
    if (!signal.aborted) throw error;
  }
}
