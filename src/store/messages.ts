import { z } from 'zod';
import { messageKeptS, messageKey } from '../deliveries/keys.ts';
import { step } from '../redis/client/step.ts';
import type { Store } from './store.types.ts';
import type { StoreContext } from './store-context.ts';

const stored = z.object({
  message: z.string(),
  revision: z.coerce.number(),
  takenAt: z.coerce.number().exactOptional(),
});

/** An older revision changes nothing: it may come in late. */
const set = step(`
  local known = redis.call('HGET', KEYS[1], 'revision')
  if known and tonumber(known) > tonumber(ARGV[2]) then return 0 end
  redis.call('HSET', KEYS[1], 'message', ARGV[1], 'revision', ARGV[2])
  redis.call('EXPIRE', KEYS[1], ARGV[3])
  return 1
`);

export function messages({ redis, key }: StoreContext): Store['messages'] {
  return {
    get: async (delivery) => {
      const found = await redis.hgetall(messageKey(key, delivery));
      return found.message === undefined ? null : stored.parse(found);
    },
    set: async (delivery, message, revision) => {
      await set(redis, [messageKey(key, delivery)], [message, revision, messageKeptS]);
    },
  };
}
