import { createHash } from 'node:crypto';
import { Queue } from 'bullmq';
import type { Platform } from '../chat/platform.ts';
import type { CommandStores } from '../chat/stores.ts';
import { type PlatformId, platforms } from '../model/address.ts';
import type { Delivery } from '../model/delivery.ts';
import type { Log } from '../model/log.ts';
import type { RedisLink } from '../redis/client/connect.ts';
import type { Seal } from '../redis/client/seal.ts';
import { type Deliverer, startDeliverer } from './deliverer.ts';
import { type Lanes, makeLanes } from './lanes.ts';
import { type Limits, publishedLimits } from './limits.ts';

export interface Deliveries {
  /**
   * Hands a message over; it is delivered even if this process ends now. Messages to one chat keep their order, a
   * waiting transient one gives way to a newer revision of its key, one that is older than what is there is dropped.
   */
  send(delivery: Delivery): Promise<void>;
  /** Delivers to one platform from this process. `limits`: {@link publishedLimits} unless told otherwise. */
  runDeliverer(platform: Pick<Platform, 'id' | 'deliver'>, options?: { limits?: Limits }): Deliverer;
  /** Chats for which messages wait, and messages that were put aside because a platform does not take them. */
  counts(): Promise<{ chats: number; refused: number }>;
  close(): Promise<void>;
}

/** A turn is a job on a chat's lane; over, it leaves nothing behind. */
const options = { removeOnComplete: true, removeOnFail: true, attempts: 1 };

const turnId = (chat: string, turn: string): string =>
  `turn-${createHash('sha256').update(chat).digest('base64url').slice(0, 16)}-${turn}`;

/**
 * Outgoing messages. Each chat has a lane in Redis; a BullMQ job (a *turn*) works on it while it holds something, so
 * that a chat that waits or fails holds up no other. A message is off its lane only after the platform has taken it
 * and its id is stored. A crash in between, or an answer lost on its way, repeats it: a repaint repeated is the same
 * repaint, and Discord knows a new message by its nonce. Telegram's Bot API has no such thing and no way to ask what
 * stands in a chat, so there a *new* message may come twice then; the other choice would be to lose it.
 */
export function makeDeliveries({
  link,
  store,
  seal,
  log,
}: {
  link: Pick<RedisLink, 'redis' | 'prefix'>;
  store: Pick<CommandStores, 'messages' | 'targets'>;
  seal: Seal;
  log: Log;
}): Deliveries {
  const office = (id: PlatformId) => {
    const queue = new Queue(`deliver-${id}`, {
      connection: link.redis,
      prefix: link.prefix,
      defaultJobOptions: options,
    });
    queue.on('error', (error) => log.debug({ err: error }, 'deliveries'));
    const lanes: Lanes = makeLanes(link, id, { seal, log });
    const wake = async (chat: string, turn: string) => {
      await queue.add('turn', { chat, turn }, { jobId: turnId(chat, turn) });
    };
    return { queue, lanes, wake };
  };
  const offices = {
    discord: office('discord'),
    telegram: office('telegram'),
    terminal: office('terminal'),
  } satisfies Record<PlatformId, ReturnType<typeof office>>;
  const deliverers: Deliverer[] = [];
  return {
    send: async (delivery) => {
      for (;;) {
        const to = await store.targets.resolve(delivery.to);
        const { lanes, wake } = offices[to.platform];
        const turn = await lanes.push(to.chat, { ...delivery, to });
        if (turn === 'moved') continue;
        return turn === null ? undefined : wake(to.chat, turn);
      }
    },
    runDeliverer: (platform, { limits = publishedLimits[platform.id] } = {}) => {
      const deliverer = startDeliverer(platform, { link, store, limits, log, ...offices[platform.id] });
      deliverers.push(deliverer);
      return deliverer;
    },
    counts: async () => {
      const all = await Promise.all(platforms.map((id) => offices[id].lanes.counts()));
      return {
        chats: all.reduce((sum, { chats }) => sum + chats, 0),
        refused: all.reduce((sum, { refused }) => sum + refused, 0),
      };
    },
    close: async () => {
      await Promise.all(deliverers.map((deliverer) => deliverer.close()));
      await Promise.all(platforms.map((id) => offices[id].queue.close()));
    },
  };
}
