import { type Job as BullJob, UnrecoverableError, WaitingError } from 'bullmq';
import { canHeal, Failed } from '../model/failure.ts';

/**
 * What becomes of a job whose handler threw. Returns what the queue is to be told by throwing it: a healing failure is
 * tried again as long as there are tries; everything else ends here. Texts of errors stay out of Redis: they may hold
 * what a router said.
 */
export function verdictOn(error: unknown): Error {
  if (!(error instanceof Failed)) return new UnrecoverableError('unexpected');
  return canHeal(error.failure)
    ? new Error(error.failure.cause)
    : new UnrecoverableError(error.failure.cause);
}

/** Gives a job back unharmed, for another worker: a shutdown is no try. */
export async function handBack(job: BullJob, token: string | undefined): Promise<never> {
  await job.moveToWait(token);
  throw new WaitingError();
}
