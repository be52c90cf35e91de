import { chatName } from '../deliveries/keys.ts';
import type { Store } from './store.types.ts';
import type { StoreContext } from './store-context.ts';
import { targets } from './targets.ts';

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
  };
}
