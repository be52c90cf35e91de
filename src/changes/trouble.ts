import { Failed, type Failure } from '../model/failure.ts';
import { type Refusal, refusals } from '../remedies/refusals.ts';
import type { ExecEnd } from '../ssh/session.types.ts';
import type { Trouble } from './run.types.ts';

/** What a step says by its exit status. */
const hints = new Map<number, Refusal>(
  Object.entries(refusals).map(([name, status]) => [status, name as Refusal]),
);

/** A step that ended badly, carried through code that throws. */
class StepFailed extends Failed {
  constructor(
    failure: Failure,
    readonly hint: Refusal | null,
  ) {
    super(failure);
  }
}

/** Throws unless a step ended with 0. */
export function demand(step: string, ran: ExecEnd): void {
  if (ran.code === 0) return;
  const hint = ran.code === null ? null : (hints.get(ran.code) ?? null);
  throw new StepFailed(stepFailure(step, lastWords(ran)), hint);
}

export const stepFailure = (step: string, said: string): Failure => ({
  cause: 'step-failed',
  step,
  said,
  untouched: false,
});

/** The end of what a step said, at most 600 characters: where the reason is. */
function lastWords(ran: ExecEnd): string {
  const said = (ran.stderr.trim() || ran.stdout.trim()).slice(-600);
  return (
    said || (ran.code === null ? `ended by ${ran.signal ?? 'the connection'}` : `exit status ${ran.code}`)
  );
}

/** An error as trouble that can be told; errors that are nobody's expectation are thrown on. */
export function troubleOf(error: unknown, signal: AbortSignal | undefined): Trouble {
  if (error instanceof StepFailed) return { failure: error.failure, hint: error.hint };
  if (error instanceof Failed) return { failure: error.failure, hint: null };
  if (signal?.aborted) return { failure: { cause: 'connection-lost', detail: 'cancelled' }, hint: null };
  throw error;
}

/** The same trouble, with nothing changed on the router. */
export const untouched = ({ failure, hint }: Trouble): Trouble => ({
  failure: failure.cause === 'step-failed' ? { ...failure, untouched: true } : failure,
  hint,
});
