import { explain, explainBug } from '../../src/chat/explain.ts';
import { type Button, button } from '../../src/model/button.ts';
import { canHeal, Failed } from '../../src/model/failure.ts';
import type { JobKind, JobOf } from '../../src/model/job.ts';
import type { Handler, Run, WorkerContext } from '../../src/queue/handler.ts';
import type { Say } from '../../src/words/words.ts';
import { painter } from './painter.ts';

/**
 * A handler that always answers: what fails for good is told in the job's own message. What may heal is left to the
 * queue, and what was broken off by a shutdown to the next worker.
 */
export const answered =
  <K extends JobKind>(handler: Handler<K>): Handler<K> =>
  async (job, context, run) => {
    try {
      await handler(job, context, run);
    } catch (error) {
      if (!willRunAgain(error, run)) await tell(error, job, context, run);
      throw error;
    }
  };

const willRunAgain = (error: unknown, run: Run): boolean =>
  run.signal.aborted || (error instanceof Failed && canHeal(error.failure) && !run.isLast);

async function tell(error: unknown, job: JobOf<JobKind>, context: WorkerContext, run: Run): Promise<void> {
  const { language } = job.asker;
  const incident = run.id.slice(-8);
  if (!(error instanceof Failed))
    context.log.error({ err: error, incident, kind: job.kind }, 'a job failed unexpectedly');
  const reply = error instanceof Failed ? explain(error.failure, language) : explainBug(incident, language);
  const paint = painter(job.asker, context, run, job.kind === 'prove' ? job.key : undefined);
  await paint.final({ ...reply, buttons: again(error, job, paint.say) });
}

/** The same once more; where the bot is not let in, with the key that would open. */
function again(error: unknown, job: JobOf<JobKind>, say: Say): Button[] {
  if (!('routerId' in job)) return [];
  const router = job.routerId;
  const isShutOut = error instanceof Failed && error.failure.cause === 'auth-rejected';
  return [
    job.kind === 'login'
      ? button('login', { router }, say('button.login'), 'primary')
      : button('diagnose', { router }, say('button.check-again')),
    ...(isShutOut ? [button('router key', {}, say('button.key'))] : []),
  ];
}
