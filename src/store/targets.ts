import { chatName, movedKey } from '../deliveries/keys.ts';
import type { Address } from '../model/address.ts';
import type { Store } from './store.types.ts';
import type { StoreContext } from './store-context.ts';

/** A chat that moves in a circle is a platform's mistake; nobody waits for it. */
const longest = 8;

/** Chats that take no more messages, and chats that got a new id. */
export function targets({ redis, key }: StoreContext): Store['targets'] {
  const [dead, moved] = [key('dead'), movedKey(key)];
  const resolve = async (to: Address): Promise<Address> => {
    let chat = to.chat;
    for (let hop = 0; hop < longest; hop++) {
      const next = await redis.hget(moved, chatName({ platform: to.platform, chat }));
      if (next === null) break;
      chat = next;
    }
    return chat === to.chat ? to : { ...to, chat };
  };
  const origin = async (to: Address): Promise<Address> => {
    const all = Object.entries(await redis.hgetall(moved));
    const before = (chat: string) =>
      all.find(([name, now]) => now === chat && name.startsWith(`${to.platform}:`))?.[0];
    let chat = to.chat;
    for (let hop = 0; hop < longest; hop++) {
      const name = before(chat);
      if (name === undefined) break;
      chat = name.slice(to.platform.length + 1);
    }
    return chat === to.chat ? to : { ...to, chat };
  };
  return {
    resolve,
    origin,
    markDead: async (to, why) => void (await redis.hset(dead, chatName(to), why.slice(0, 200))),
    revive: async (to) => void (await redis.hdel(dead, chatName(to))),
    isDead: async (to) => (await redis.hexists(dead, chatName(await resolve(to)))) === 1,
    migrate: async (platform, from, to) => {
      if (from === to) return;
      // Back to an id it had before: the way forward from there is no longer true.
      await redis
        .multi()
        .hset(moved, chatName({ platform, chat: from }), to)
        .hdel(moved, chatName({ platform, chat: to }))
        .exec();
    },
  };
}
