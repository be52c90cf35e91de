import pTimeout from 'p-timeout';

/** Nothing is kept running for a deadline's sake. */
const customTimers = {
  setTimeout: ((call: () => void, ms: number) => setTimeout(call, ms).unref()) as typeof setTimeout,
  clearTimeout,
};

/**
 * What `work` comes to, or `otherwise` when it has not after `ms`. Rejects as `work` does. The timer ends with the work
 * and keeps no process alive; the work itself goes on.
 */
export const within = <T, E>(ms: number, work: Promise<T>, otherwise: E): Promise<T | E> =>
  pTimeout(work, { milliseconds: Math.max(1, ms), fallback: () => otherwise, customTimers });

/**
 * What `work` comes to within `ms`; rejects with `late` after that, and with the reason of `signal` when that is aborted.
 * The work itself goes on.
 */
export const before = <T>(
  ms: number,
  work: Promise<T>,
  late: Error,
  signal?: AbortSignal | undefined,
): Promise<T> => pTimeout(work, { milliseconds: Math.max(1, ms), message: late, ...(signal && { signal }) });
