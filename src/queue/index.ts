import { createHash } from 'node:crypto';
import { Queue as BullQueue, type JobsOptions } from 'bullmq';
import { z } from 'zod';
import type { Job, JobKind } from '../model/job.ts';
import type { Log } from '../model/log.ts';
import type { RedisLink } from '../redis/client/connect.ts';
import { pack, unpack } from '../redis/client/record.ts';
import type { Seal } from '../redis/client/seal.ts';
import { jobKind } from './job-record.ts';
import { type JobHandlers, type JobWorker, startWorker, type WorkerSettings } from './worker.ts';

export interface Queue {
  /**
   * Queues a job and gives its id. The same kind and `callId` again within an hour gives the same job, whatever became
   * of it. `delayMs` from now.
   */
  add(job: Job, callId: string, delayMs?: number): Promise<string>;
  /** Works on jobs in this process. The kind of a job fixes the type of its handler. */
  runWorker(handlers: JobHandlers, settings: WorkerSettings): JobWorker;
  /** How many jobs are in which state. */
  counts(): Promise<{ waiting: number; active: number; delayed: number; failed: number }>;
  close(): Promise<void>;
}

const name = 'jobs';

/** Only what can heal is tried again. Trimmed when over: the history is elsewhere. */
const options: JobsOptions = {
  backoff: { type: 'exponential', delay: 1_500, jitter: 0.3 },
  removeOnComplete: { age: 3_600, count: 1_000 },
  removeOnFail: { age: 24 * 3_600, count: 1_000 },
  stackTraceLimit: 0,
};

/** Five tries take about 25 s. Who registers a router may have mistyped its address, and waits to hear so. */
const triesOf = (kind: JobKind): number => (kind === 'register' || kind === 'login' ? 2 : 5);

const jobId = (kind: string, callId: string): string =>
  `${kind}-${createHash('sha256').update(`${kind}\n${callId}`).digest('base64url').slice(0, 16)}`;

const sealed = z.object({ sealed: z.string() });

/**
 * The queue of jobs on one Redis. What crosses it is sealed as in the store. A worker that is killed in mid-job is
 * followed by the next one within 30 s. Throws nothing while Redis is away: calls wait for it.
 */
export function makeQueue(
  { redis, prefix }: Pick<RedisLink, 'redis' | 'prefix'>,
  { seal, log }: { seal: Seal; log: Log },
): Queue {
  const queue = new BullQueue(name, { connection: redis, prefix, defaultJobOptions: options });
  queue.on('error', (error) => log.debug({ err: error }, 'queue'));
  const read = (data: unknown): Job => unpack(jobKind, seal.open('job', sealed.parse(data).sealed));
  return {
    add: async (job, callId, delayMs = 0) => {
      const id = jobId(job.kind, callId);
      const data = { sealed: seal.close('job', pack(jobKind, job)) };
      await queue.add(job.kind, data, { jobId: id, delay: delayMs, attempts: triesOf(job.kind) });
      return id;
    },
    runWorker: (handlers, settings) => startWorker({ name, prefix, redis, log, read }, handlers, settings),
    counts: async () => {
      const {
        waiting = 0,
        active = 0,
        delayed = 0,
        failed = 0,
      } = await queue.getJobCounts('waiting', 'active', 'delayed', 'failed');
      return { waiting, active, delayed, failed };
    },
    close: () => queue.close(),
  };
}
