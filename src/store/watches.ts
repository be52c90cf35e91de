import { chatId } from '../model/address.ts';
import { recordKind } from '../redis/client/record.ts';
import { step } from '../redis/client/step.ts';
import { watchId, watchSchema } from '../watch/events.ts';
import type { WatchStore } from '../watch/watch-store.ts';
import { type StoreContext, tryRead, write } from './store-context.ts';

const kind = recordKind('watch', watchSchema);

/** The set of routers that anybody watches. */
export const watchedKey = (key: StoreContext['key']): string => key('watched');

/** The set of watched routers that somebody has logged in to. */
export const wokenKey = (key: StoreContext['key']): string => key('woken');

/** KEYS: watched routers, woken ones. ARGV: router. */
const wake = step(`
  if redis.call('SISMEMBER', KEYS[1], ARGV[1]) == 1 then redis.call('SADD', KEYS[2], ARGV[1]) end
  return 1
`);

/** KEYS: chat → watch of one router, watched routers. ARGV: chat, router. */
const remove = step(`
  local had = redis.call('HDEL', KEYS[1], ARGV[1])
  if redis.call('EXISTS', KEYS[1]) == 0 then redis.call('SREM', KEYS[2], ARGV[2]) end
  return had
`);

/** Which chats want to hear of which routers. */
export function watches(shelf: StoreContext): WatchStore {
  const { redis, key } = shelf;
  const at = (routerId: string) => key('watches', routerId);
  const watched = watchedKey(key);
  return {
    put: async (one) => {
      const body = write(shelf, kind, `watch:${watchId(one.routerId, one.to)}`, one);
      await redis.multi().hset(at(one.routerId), chatId(one.to), body).sadd(watched, one.routerId).exec();
    },
    remove: async (routerId, to) =>
      (await remove(redis, [at(routerId), watched], [chatId(to), routerId])) === 1,
    of: async (routerId) => {
      const all = Object.entries(await redis.hgetall(at(routerId)));
      const found = all.flatMap(([chat, body]) => tryRead(shelf, kind, `watch:${routerId} ${chat}`, body));
      return found.sort((a, b) => a.since - b.since);
    },
    forget: async (routerId) => {
      const chats = await redis.hkeys(at(routerId));
      const told = chats.map((chat) => key('told', `${routerId} ${chat}`));
      await redis
        .multi()
        .del(at(routerId), key('journal', routerId), key('journal', routerId, 'times'), ...told)
        .srem(watched, routerId)
        .srem(wokenKey(key), routerId)
        .exec();
    },
    wake: async (routerId) => {
      await wake(redis, [watched, wokenKey(key)], [routerId]);
    },
    routers: async () => (await redis.smembers(watched)).sort(),
  };
}
