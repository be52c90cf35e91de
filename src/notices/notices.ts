import { routerOfWatch, type WatchEvent, watchId } from '../watch/events.ts';
import { processDigest } from './digest/process.ts';
import { type NoticeContext, processEvent, processWatch } from './process.ts';
import type { Claimed } from './task.ts';

export interface Notices {
  /**
   * Takes what a watcher has to tell. Once it resolves, the event is kept and will be told, whatever becomes of this
   * process; the same event again changes nothing. Rejects only when Redis does not take it: try again then.
   */
  onEvent(event: WatchEvent): Promise<void>;
  /** Does everything that is due; for tests and shutdowns. */
  sweep(): Promise<void>;
  /** Lets what is being done end. */
  close(): Promise<void>;
}

const atOnce = 50;

/**
 * Turns events into messages, on any number of workers at once. `everyMs`: how often the due-list is looked at.
 * `leaseMs`: a worker that dies in the middle of something is followed by another after this time.
 */
export function makeNotices(
  context: NoticeContext,
  { everyMs = 2_000, leaseMs = 30_000 }: { everyMs?: number; leaseMs?: number } = {},
): Notices {
  const { store, log, now } = context;

  async function work({ task }: Claimed): Promise<void> {
    if (task.kind === 'digest') return processDigest(task.digestId, context);
    if (task.kind === 'event') {
      const event = await store.notices.event(task.routerId, task.eventId);
      return event ? processEvent(event, context) : undefined;
    }
    const watches = await store.watches.of(routerOfWatch(task.watchId));
    const watch = watches.find((one) => watchId(one.routerId, one.to) === task.watchId);
    return watch ? processWatch(watch, context) : undefined;
  }

  async function sweep(): Promise<void> {
    for (;;) {
      const claimed = await store.notices.claim(now(), leaseMs, atOnce);
      if (claimed.length === 0) return;
      for (const one of claimed) {
        try {
          await work(one);
          await store.notices.done(one);
        } catch (error) {
          log.warn({ err: error, task: one.task }, 'a notice is tried again');
        }
      }
    }
  }

  let running: Promise<void> | null = null;
  let again = false;
  /** One sweep at a time; what comes in meanwhile makes it go round once more. */
  const swept = (): Promise<void> => {
    if (running) {
      again = true;
      return running;
    }
    running = (async () => {
      do {
        again = false;
        await sweep();
      } while (again);
    })()
      .catch((error: unknown) => log.warn({ err: error }, 'notices'))
      .finally(() => {
        running = null;
      });
    return running;
  };
  const timer = setInterval(swept, everyMs);

  return {
    onEvent: async (event) => {
      if (await store.notices.record(event, now())) void swept();
    },
    sweep: swept,
    close: async () => {
      clearInterval(timer);
      await running;
    },
  };
}
