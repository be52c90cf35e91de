import { handlers } from '../../../workers/index.ts';
import type { JobKind, JobOf } from '../../model/job.ts';
import { makeNotices } from '../../notices/notices.ts';
import type { Handlers, Run, WorkerContext } from '../../queue/handler.ts';
import type { WatchEvent } from '../../watch/events.ts';
import { startWatchers } from '../../watch/watcher.ts';
import type { Core } from '../core.ts';

/** Jobs at a time in one process: most of a job is waiting for a router. */
const concurrency = 16;

const bound =
  <K extends JobKind>(all: Pick<Handlers, K>, kind: K, context: WorkerContext) =>
  (job: JobOf<K>, run: Run) =>
    all[kind](job, context, run);

/**
 * Works on jobs, watches its share of the routers, and tells what is seen, until stopped. `watchNow`: the clock of watchers
 * and notices, which runs fast where the router's does.
 */
export function startWorkers({ queue, store }: Core, context: WorkerContext, watchNow = context.now) {
  const jobs = queue.runWorker(
    {
      apply: bound(handlers, 'apply', context),
      diagnose: bound(handlers, 'diagnose', context),
      prove: bound(handlers, 'prove', context),
      register: bound(handlers, 'register', context),
      revert: bound(handlers, 'revert', context),
    },
    { concurrency },
  );
  const { sessions, log } = context;
  const notices = makeNotices({ store, send: context.send, log, now: watchNow });
  const onEvent = (event: WatchEvent) => notices.onEvent(event);
  const watchers = startWatchers({ store, sessions, log, now: watchNow, onEvent });
  return {
    notices,
    watchers,
    close: async (options?: { graceMs?: number }) => {
      await watchers.close();
      await jobs.close(options);
      await notices.close();
    },
  };
}
