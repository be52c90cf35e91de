import { createHash } from 'node:crypto';
import { chatName } from '../deliveries/keys.ts';
import { step } from '../redis/client/step.ts';
import type { Store } from './store.types.ts';
import type { StoreContext } from './store-context.ts';
import { targets } from './targets.ts';

const dayMs = 24 * 3_600_000;

/** KEYS: phone → number of one chat and day. ARGV: phone. */
const number = step(`
  local known = redis.call('HGET', KEYS[1], ARGV[1])
  if known then return tonumber(known) end
  local next = redis.call('HLEN', KEYS[1]) + 1
  redis.call('HSET', KEYS[1], ARGV[1], next)
  redis.call('EXPIRE', KEYS[1], 172800)
  return next
`);

/** What is set for a chat as a whole. It stays when a group gets a new id. */
export function chats(shelf: StoreContext): Store['chats'] {
  const { redis, key } = shelf;
  const shown = key('names-shown');
  const { origin } = targets(shelf);
  return {
    showsNames: async (to) => (await redis.sismember(shown, chatName(await origin(to)))) === 1,
    setShowsNames: async (to, value) => {
      const chat = chatName(await origin(to));
      await (value ? redis.sadd(shown, chat) : redis.srem(shown, chat));
    },
    phoneNumber: async (to, name, now) => {
      const chat = chatName(await origin(to));
      const day = String(Math.floor(now / dayMs));
      const phone = createHash('sha256').update(`${chat} ${day} ${name}`).digest('base64url').slice(0, 16);
      return Number(await number(redis, [key('phone-numbers', chat, day)], [phone]));
    },
  };
}
