import { handlers } from '../../../workers/index.ts';
import type { JobKind, JobOf } from '../../model/job.ts';
import { makeNotices } from '../../notices/notices.ts';
import type { Handlers, Run, Shop } from '../../queue/handler.ts';
import type { WatchEvent } from '../../watch/events.ts';
import { startWatchers } from '../../watch/watcher.ts';
import type { Core } from '../core.ts';

/** Jobs at a time in one process: most of a job is waiting for a router. */
const concurrency = 16;

const bound =
  <K extends JobKind>(all: Pick<Handlers, K>, kind: K, shop: Shop) =>
  (job: JobOf<K>, run: Run) =>
    all[kind](job, shop, run);

/**
 * Works on jobs, watches its share of the routers, and tells what is seen, until stopped. `watchNow`: the clock of watchers
 * and notices, which runs fast where the router's does.
 */
export function startWorkers({ queue }: Core, shop: Shop, watchNow = shop.now) {
  const jobs = queue.runWorker(
    {
      apply: bound(handlers, 'apply', shop),
      diagnose: bound(handlers, 'diagnose', shop),
      prove: bound(handlers, 'prove', shop),
      register: bound(handlers, 'register', shop),
      revert: bound(handlers, 'revert', shop),
    },
    { concurrency },
  );
  const { store, sessions, log } = shop;
  const notices = makeNotices({ ...shop, now: watchNow });
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
