import { type Job as BullJob, DelayedError, type Queue, Worker } from 'bullmq';
import pLimit from 'p-limit';
import pThrottle from 'p-throttle';
import { z } from 'zod';
import type { Platform } from '../chat/platform.ts';
import type { CommandStores } from '../chat/stores.ts';
import type { Log } from '../model/log.ts';
import { closeWorker } from '../queue/closing.ts';
import { handBack } from '../queue/outcome.ts';
import type { RedisLink } from '../redis/client/connect.ts';
import type { Lanes } from './lanes.ts';
import type { Limits } from './limits.ts';
import { stopped, takeTurn } from './turn.ts';

export interface Deliverer {
  /** Lets what is being sent be sent; everything else stays for the next deliverer. */
  close(): Promise<void>;
}

const turnData = z.object({ chat: z.string(), turn: z.string() });

/** Chats worked on at a time. Most of a turn is waiting for the platform. */
const concurrency = 100;
/** How often chats whose turn got lost between two steps are looked for, ms. */
const sweepMs = 15_000;

/**
 * The platform's `deliver` within its overall limit. Calls that wait when `signal` is aborted reject with its reason.
 * One at a time asks the throttle: its timers, set far ahead, would all fire at once after a busy moment.
 */
function paced(
  platform: Pick<Platform, 'deliver'>,
  { overall }: Limits,
  signal: AbortSignal,
): Platform['deliver'] {
  const deliver: Platform['deliver'] = (delivery, known) => platform.deliver(delivery, known);
  if (!overall) return deliver;
  const line = pLimit(1);
  const begin = pThrottle({ limit: overall.max, interval: overall.perMs, strict: true, signal })(() => {});
  return async (delivery, known) => {
    await line(() => {
      signal.throwIfAborted();
      return begin();
    });
    return deliver(delivery, known);
  };
}

/** Delivers a platform's messages from this process until closed. */
export function startDeliverer(
  platform: Pick<Platform, 'id' | 'deliver'>,
  parts: {
    link: Pick<RedisLink, 'redis' | 'prefix'>;
    queue: Queue;
    lanes: Lanes;
    store: Pick<CommandStores, 'messages' | 'targets'>;
    limits: Limits;
    wake(chat: string, turn: string): Promise<void>;
    log: Log;
  },
): Deliverer {
  const { link, queue, lanes, wake, log } = parts;
  const closing = new AbortController();
  const deliver = paced(platform, parts.limits, closing.signal);
  const post = { ...parts, platform: platform.id, deliver };

  async function work(bull: BullJob, token?: string): Promise<void> {
    const { chat, turn } = turnData.parse(bull.data);
    const end = await takeTurn(post, chat, turn, () => closing.signal.aborted);
    if (end.kind === 'stopped') return handBack(bull, token);
    if (end.kind === 'empty') return;
    await bull.moveToDelayed(Date.now() + end.afterMs, token);
    throw new DelayedError();
  }

  const worker = new Worker(queue.name, work, {
    connection: link.redis,
    prefix: link.prefix,
    concurrency,
    lockDuration: 20_000,
    stalledInterval: 5_000,
    maxStalledCount: Number.MAX_SAFE_INTEGER,
  });
  worker.on('error', (error) => log.debug({ err: error }, 'deliverer'));
  worker.on('failed', (_, error) => log.error({ err: error }, 'a turn of deliveries failed'));

  const sweep = async () => {
    for (const chat of await lanes.chats()) {
      const turn = await lanes.turnOf(chat);
      if (turn !== null) await wake(chat, turn);
    }
  };
  const swept = () => sweep().catch((error: unknown) => log.warn({ err: error }, 'deliveries'));
  const timer = setInterval(swept, sweepMs);
  void swept();

  return {
    close: async () => {
      clearInterval(timer);
      closing.abort(stopped);
      await closeWorker(worker, log, { withinMs: 10_000 });
    },
  };
}
