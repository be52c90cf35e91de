import { z } from 'zod';
import { standing } from '../model/offer.ts';
import type { Plan } from './plan.ts';

/** How what a plan promised was kept when somebody last looked. */
export const seenSchema = z.object({ standing, at: z.number() });
export type Seen = z.infer<typeof seenSchema>;

/** Plans, each applied at most once. */
export interface PlanStore {
  put(plan: Plan): Promise<void>;
  get(id: string): Promise<Plan | null>;
  /** Atomic open → taken. `plan` is null when it is unknown, expired, or was taken before (`was` says which). */
  take(id: string, now: number): Promise<{ plan: Plan | null; was: Plan['status'] | 'expired' | 'unknown' }>;
  finish(id: string, status: Exclude<Plan['status'], 'open' | 'taken'>): Promise<void>;
  /** How it was seen to be kept, at an epoch ms; passed over where the plan is not known. */
  saw(id: string, seen: Seen): Promise<void>;
  /** When it was last looked at, and how it was kept; `null`: never. */
  seen(id: string): Promise<Seen | null>;
  /** The plans that were applied to a router and not reverted, at most one of each remedy, newest first. */
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
