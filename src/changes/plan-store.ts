import type { Plan } from './plan.ts';

/** Plans, each applied at most once. */
export interface PlanStore {
  put(plan: Plan): Promise<void>;
  get(id: string): Promise<Plan | null>;
  /** Atomic open → taken. `plan` is null when it is unknown, expired, or was taken before (`was` says which). */
  take(id: string, now: number): Promise<{ plan: Plan | null; was: Plan['status'] | 'expired' | 'unknown' }>;
  finish(id: string, status: Exclude<Plan['status'], 'open' | 'taken'>): Promise<void>;
  /** The plans that stand on a router, at most one of each remedy, newest first. */
  applied(routerId: string): Promise<Plan[]>;
}

/**
 * Runs `work` under the router's lock; null when somebody else holds it longer than `waitMs`. The signal is aborted
 * when the lock is lost: stop changing the router then.
 */
export type WithRouterLock = <T>(
  routerId: string,
  waitMs: number,
  work: (signal: AbortSignal) => Promise<T>,
) => Promise<T | null>;
