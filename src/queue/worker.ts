import { type Job as BullJob, Worker } from 'bullmq';
import { within } from '../model/deadline.ts';
import type { Job, JobKind, JobOf } from '../model/job.ts';
import type { Log } from '../model/log.ts';
import type { RedisClient } from '../redis/client/connect.ts';
import { closeWorker } from './closing.ts';
import type { Run } from './handler.ts';
import { handBack, verdictOn } from './outcome.ts';

/** One handler for each kind of job; the kind fixes what it gets. */
export type JobHandlers = { [K in JobKind]: (job: JobOf<K>, run: Run) => Promise<void> };

export interface JobWorker {
  /** Takes no more jobs, lets the running ones end for `graceMs` (10 s), then gives them back to the queue. */
  close(options?: { graceMs?: number }): Promise<void>;
}

export interface WorkerSettings {
  /** Jobs at a time. Most of a job is waiting for a router. */
  concurrency: number;
  /**
   * How long a killed worker's jobs seem to be worked on, ms, and how often somebody looks. A job is taken over within
   * `lockMs` and two looks: under 30 s as it is.
   */
  lockMs?: number;
  lookMs?: number;
}

/** How long a job that was told to stop may take to do so, ms. */
const stopMs = 5_000;

const handle = <K extends JobKind>(
  handlers: { [P in K]: (job: JobOf<P>, run: Run) => Promise<void> },
  kind: K,
  job: JobOf<K>,
  run: Run,
): Promise<void> => handlers[kind](job, run);

function runOf(bull: BullJob, signal: AbortSignal): Run {
  const tries = bull.opts.attempts ?? 1;
  return {
    id: bull.id ?? '',
    attempt: bull.attemptsStarted,
    isLast: bull.attemptsMade + 1 >= tries,
    signal,
  };
}

/** Works on a queue's jobs until closed. */
export function startWorker(
  queue: { name: string; prefix: string; redis: RedisClient; log: Log; read(data: unknown): Job },
  handlers: JobHandlers,
  { concurrency, lockMs = 12_000, lookMs = 6_000 }: WorkerSettings,
): JobWorker {
  const { log } = queue;
  const running = new Set<Promise<void>>();
  let stopping = false;
  let outOfTime = false;

  async function work(bull: BullJob, token: string | undefined, signal: AbortSignal): Promise<void> {
    // A fetch that was under way when the worker was told to stop.
    if (stopping) return handBack(bull, token);
    try {
      const job = readJob(bull);
      await handle(handlers, job.kind, job, runOf(bull, signal));
    } catch (error) {
      if (signal.aborted && outOfTime) return handBack(bull, token);
      log.debug({ err: error, job: bull.id }, 'a job failed');
      throw verdictOn(error);
    }
  }

  /** What is no job, or is one of a newer release, is not tried again: it would be as little one then. */
  function readJob(bull: BullJob): Job {
    try {
      return queue.read(bull.data);
    } catch (error) {
      log.error({ err: error, job: bull.id }, 'a queued job does not read; it is left undone');
      throw error;
    }
  }

  const worker = new Worker(
    queue.name,
    // Three plain parameters: BullMQ counts them to see whether a signal is wanted.
    (bull, token, signal) => {
      const turn = work(bull, token, signal ?? new AbortController().signal);
      const ended: Promise<void> = turn
        .catch(() => {})
        .finally(() => {
          running.delete(ended);
        });
      running.add(ended);
      return turn;
    },
    {
      connection: queue.redis,
      prefix: queue.prefix,
      concurrency,
      lockDuration: lockMs,
      stalledInterval: lookMs,
      // A job that takes its worker down with it must not do so for ever.
      maxStalledCount: 3,
    },
  );
  worker.on('error', (error) => log.debug({ err: error }, 'worker'));
  worker.on('stalled', (id) => log.warn({ job: id }, 'taken over from a worker that is gone'));
  worker.on('lockRenewalFailed', (ids) => {
    for (const id of ids) worker.cancelJob(id, 'another worker has taken this job over');
  });

  return {
    close: async ({ graceMs = 10_000 } = {}) => {
      stopping = true;
      await worker.pause(true);
      const idle = async () => {
        while (running.size > 0) await Promise.all(running);
      };
      await within(graceMs, idle(), undefined);
      outOfTime = true;
      if (running.size > 0) worker.cancelAllJobs('shutdown');
      await within(stopMs, idle(), undefined);
      await closeWorker(worker, log, { withinMs: stopMs, force: running.size > 0 });
    },
  };
}
