import type { Delivery } from '../../src/model/delivery.ts';
import { type Asker, jobKey } from '../../src/model/job.ts';
import type { Reply } from '../../src/model/message.ts';
import type { Run, WorkerContext } from '../../src/queue/handler.ts';
import { type Say, speak } from '../../src/words/words.ts';

/** Progress is repainted at most this often, ms: both platforms count edits. */
const everyMs = 2_500;

/** Paints the one message a job answers with. */
export interface Painter {
  say: Say;
  /** False when it is skipped: too soon after the last. */
  progress(reply: Reply): boolean;
  /** Always delivered, after all progress. */
  final(reply: Reply): Promise<void>;
}

/** The message of a run; a retried run repaints it. `key` for follow-ups that go on in another job's message. */
export function painter(
  asker: Asker,
  context: WorkerContext,
  run: Pick<Run, 'id' | 'attempt'>,
  key = jobKey(run.id),
): Painter {
  let lastAt = 0;
  // Milliseconds order repaints over retries, restarts and follow-up jobs alike.
  let revision = 0;
  const next = () => {
    revision = Math.max(revision + 1, context.now());
    return revision;
  };
  const delivery = (reply: Reply, transient: boolean): Delivery => ({
    key,
    to: asker.to,
    reply,
    revision: next(),
    transient,
  });
  return {
    say: speak(asker.language),
    progress(reply) {
      if (context.now() - lastAt < everyMs) return false;
      lastAt = context.now();
      context
        .send(delivery(reply, true))
        .catch((error: unknown) => context.log.warn({ err: error }, 'progress was not sent'));
      return true;
    },
    final: (reply) => context.send(delivery(reply, false)),
  };
}
