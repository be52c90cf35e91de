import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { PlatformId } from '../model/address.ts';
import { type Delivery, deliverySchema } from '../model/delivery.ts';
import { replyOfFirst } from '../model/first-release.ts';
import type { Log } from '../model/log.ts';
import type { RedisLink } from '../redis/client/connect.ts';
import { pack, recordKind, unpack } from '../redis/client/record.ts';
import type { Seal } from '../redis/client/seal.ts';
import { chatName, messageKeptS, messageKey, movedKey } from './keys.ts';
import * as steps from './lane-steps.ts';
import { memoryOf, type Rate } from './limits.ts';

/** The message of a lane that is being delivered. */
export interface InFlight {
  header: string;
  /** `null`: what was stored does not read; see `unread`. */
  delivery: Delivery | null;
  unread?: unknown;
  /** Tries that ended in an unexpected error so far. */
  tries: number;
}

/** In the first release a message's buttons held lines of text. */
const kind = recordKind('message', deliverySchema, [
  (value) => {
    const kept = z.looseObject({ reply: z.unknown() }).parse(value);
    return { ...kept, reply: replyOfFirst(kept.reply) };
  },
]);

const found = z.tuple([z.string(), z.string(), z.coerce.number()]).nullable();
const turnName = z.string().nullable();

/** Refused messages kept for whoever looks for them. */
const keptRefused = 200;

/** What waits for each chat of a platform, in Redis. */
export function makeLanes(
  { redis, prefix }: Pick<RedisLink, 'redis' | 'prefix'>,
  platform: PlatformId,
  { seal, log }: { seal: Seal; log: Log },
) {
  const key = (...parts: string[]) => [prefix, ...parts].join(':');
  const chats = key('lanes', platform);
  const refused = key('refused-messages', platform);
  const lane = (chat: string) =>
    ['queue', 'bodies', 'state'].map((part) => key('lane', platform, chat, part));
  const sent = (chat: string) => key('lane', platform, chat, 'sent');
  const moved = movedKey(key);
  const nameOf = (chat: string) => chatName({ platform, chat });
  const state = (chat: string) => key('lane', platform, chat, 'state');

  function readBody(body: string): Pick<InFlight, 'delivery' | 'unread'> {
    try {
      return { delivery: unpack(kind, seal.open('delivery', body)) };
    } catch (unread) {
      return { delivery: null, unread };
    }
  }

  /** Ends the message in flight; with `message` when that is where it was delivered. */
  const over = async (
    chat: string,
    { header, delivery }: InFlight,
    done?: { message: string; rates: readonly Rate[]; now: number },
  ) => {
    const memory = memoryOf(done?.rates ?? []);
    const keys = [...lane(chat), messageKey(key, delivery?.key ?? ''), sent(chat)];
    const kept = [messageKeptS, done?.now ?? 0, memory.times, memory.ms];
    await steps.over(redis, keys, [header, done?.message ?? '', delivery?.revision ?? 0, ...kept]);
  };

  return {
    over,
    /** Name of the turn that will deliver it; `null` when it is too old; `moved` when the chat has a new id. */
    push: async (chat: string, delivery: Delivery): Promise<string | 'moved' | null> => {
      const { key: k, revision: r, transient: t = false } = delivery;
      const header = JSON.stringify({ i: randomUUID(), k, r, t });
      const body = seal.close('delivery', pack(kind, delivery));
      const keys = [...lane(chat), chats, messageKey(key, k), moved];
      return turnName.parse(await steps.push(redis, keys, [header, body, chat, randomUUID(), nameOf(chat)]));
    },
    next: async (chat: string, turn: string): Promise<InFlight | null> => {
      const flight = found.parse(await steps.next(redis, [...lane(chat), chats], [turn, chat]));
      if (!flight) return null;
      const [header, body, tries] = flight;
      return { header, tries, ...readBody(body) };
    },
    /** Progress came too soon: whether something else is to be delivered instead, now. */
    giveWay: async (chat: string, { header }: InFlight): Promise<boolean> =>
      (await steps.yieldTurn(redis, lane(chat), [header])) === 1,
    failed: async (chat: string): Promise<number> => redis.hincrby(state(chat), 'tries', 1),
    /** Takes a message out that cannot be delivered, and keeps it aside. */
    refuse: async (chat: string, flight: InFlight, why: unknown) => {
      log.error({ err: why, platform, key: flight.delivery?.key }, 'a message cannot be delivered');
      const kept = seal.close(
        'delivery',
        flight.delivery ? pack(kind, flight.delivery) : JSON.stringify(flight.header),
      );
      await redis
        .multi()
        .lpush(refused, kept)
        .ltrim(refused, 0, keptRefused - 1)
        .exec();
      await over(chat, flight);
    },
    /** Gives a chat its new id, and its lane to that. Turn of the new chat's lane; `null` when nothing waited. */
    move: async (from: string, to: string): Promise<string | null> => {
      const keys = [...lane(from), chats, ...lane(to), moved];
      const names = [nameOf(from), nameOf(to)];
      return turnName.parse(await steps.move(redis, keys, [from, to, randomUUID(), ...names]));
    },
    /** Times of the last deliveries to a chat, newest first. */
    times: async (chat: string): Promise<number[]> => (await redis.lrange(sent(chat), 0, -1)).map(Number),
    chats: (): Promise<string[]> => redis.smembers(chats),
    turnOf: (chat: string): Promise<string | null> => redis.hget(state(chat), 'turn'),
    counts: async () => ({ chats: await redis.scard(chats), refused: await redis.llen(refused) }),
  };
}

export type Lanes = ReturnType<typeof makeLanes>;
