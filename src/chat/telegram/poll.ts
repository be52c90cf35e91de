import { createConcurrentSink, createRunner, createSource } from '@grammyjs/runner';
import type { Api } from 'grammy';
import type { Update } from 'grammy/types';
import { within } from '../../model/deadline.ts';
import type { Log } from '../../model/log.ts';
import type { ConnectionKeeper } from '../connection.ts';
import { isConflict, isTokenRejected, safely, waitOf } from './errors.ts';
import { pollS, stopMs } from './limits.ts';
import { updates as wanted } from './listen.ts';

/** Between two tries: after a lost connection ever longer, at most this, ms. */
const longestMs = 60_000;
const conflictMs = 3_000;
const rejectedMs = 5 * 60_000;

type Signal = Parameters<Api['getUpdates']>[1];

/** Ends early, without an error, when `signal` is aborted. */
const pause = (ms: number, signal: Signal): Promise<void> =>
  new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer);
      resolve();
    };
    const timer = setTimeout(end, ms);
    signal?.addEventListener('abort', end);
  });

export interface Polling {
  /** Asks for nothing more, and waits for the handlers that run, 10 s at the most. */
  stop(): Promise<void>;
}

/**
 * Long polling that survives everything but {@link Polling.stop}. Updates are handed to `consume` as they come;
 * asking for the next ones confirms them.
 */
export function poll(
  api: Pick<Api, 'getUpdates' | 'deleteWebhook'>,
  consume: (update: Update) => Promise<void>,
  connection: ConnectionKeeper,
  log: Log,
): Polling {
  let offset = 0;
  let failures = 0;
  let said = '';
  const running = new Set<Promise<void>>();

  /** What to do about it, once per kind of trouble; ms to wait. */
  async function trouble(error: unknown): Promise<number> {
    const { what } = safely(error);
    failures += 1;
    connection.down();
    const kind = isTokenRejected(error) ? 'rejected' : isConflict(error) ? 'conflict' : 'lost';
    const isNew = said !== kind;
    said = kind;
    if (kind === 'rejected') {
      const todo =
        'telegram: the token is not valid any more; set TELEGRAM_TOKEN to the one @BotFather shows (/token) and start again';
      if (isNew) log.error({ what }, todo);
      return rejectedMs;
    }
    if (kind === 'conflict') {
      const todo =
        'telegram: another program uses the same token (or a webhook is set); stop it, or make a bot of its own with @BotFather. Trying again';
      if (isNew) log.error({ what }, todo);
      if (/webhook/.test(what)) await api.deleteWebhook().catch(() => undefined);
      return conflictMs;
    }
    if (isNew) log.warn({ what }, 'telegram: cannot fetch updates, trying again');
    return waitOf(error) ?? Math.min(longestMs, 500 * 2 ** Math.min(failures, 10));
  }

  async function supply(size: number, signal: Signal): Promise<Update[]> {
    const limit = Math.max(1, Math.min(size, 100));
    for (;;) {
      try {
        const updates = await api.getUpdates(
          { offset, limit, timeout: pollS, allowed_updates: wanted },
          signal,
        );
        if (said !== '') log.info({}, 'telegram: listening again');
        said = '';
        failures = 0;
        connection.up();
        offset = (updates.at(-1)?.update_id ?? offset - 1) + 1;
        return updates;
      } catch (error) {
        if (signal?.aborted) throw error;
        await pause(await trouble(error), signal);
        if (signal?.aborted) throw error;
      }
    }
  }

  function handle(update: Update): Promise<void> {
    const work = consume(update).finally(() => running.delete(work));
    running.add(work);
    return work;
  }

  const sink = createConcurrentSink<Update, unknown>({ consume: handle }, async (error) =>
    log.error({ error: safely(error) }, 'telegram: an update was not handled'),
  );
  const runner = createRunner(createSource({ supply }), sink);
  runner.start();

  return {
    async stop() {
      const until = performance.now() + stopMs;
      await runner.stop();
      // The last updates are confirmed, or they would come again after the next start.
      const confirmed =
        offset === 0 || said !== ''
          ? Promise.resolve()
          : api.getUpdates({ offset, limit: 1, timeout: 0 }).catch(() => undefined);
      await within(until - performance.now(), Promise.allSettled([...running, confirmed]), undefined);
    },
  };
}
