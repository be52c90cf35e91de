import { handlers } from '../../workers/index.ts';
import type { Core } from '../core.ts';
import type { Handlers, Run, Shop } from '../handler.ts';
import type { JobKind, JobOf } from '../job.ts';
import { makeNotices } from '../notices/notices.ts';
import { startWatchers } from '../watch/watcher.ts';

/** Jobs at a time in one process: most of a job is waiting for a router. */
const concurrency = 16;

const bound =
  <K extends JobKind>(all: Pick<Handlers, K>, kind: K, shop: Shop) =>
  (job: JobOf<K>, run: Run) =>
    all[kind](job, shop, run);

/** Works on jobs, watches its share of the routers, and tells what is seen, until stopped. */
export function startWorkers({ queue }: Core, shop: Shop) {
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
  const { store, sessions, log, now } = shop;
  const notices = makeNotices(shop);
  const watchers = startWatchers({ store, sessions, log, now, onEvent: (event) => notices.onEvent(event) });
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
