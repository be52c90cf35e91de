import { historyEntrySchema } from '../model/history.ts';
import { recordKind } from '../redis/client/record.ts';
import type { Store } from './store.types.ts';
import { type StoreContext, tryRead, write } from './store-context.ts';

/** Entries kept of all routers together, and of each. */
const kept = 10_000;

const kind = recordKind('line of the history', historyEntrySchema);

/** The audit: entries are added and never changed. */
export function history(shelf: StoreContext): Store['history'] {
  const { redis, key } = shelf;
  const all = key('history');
  const of = (routerId: string) => key('history', routerId);
  return {
    write: async (entry) => {
      const line = write(shelf, kind, 'history', entry);
      const many = redis.multi();
      for (const list of [all, of(entry.routerId)]) many.lpush(list, line).ltrim(list, 0, kept - 1);
      await many.exec();
    },
    read: async (routerId, limit) => {
      const lines = await redis.lrange(routerId === null ? all : of(routerId), 0, Math.max(0, limit) - 1);
      return limit <= 0 ? [] : lines.flatMap((line) => tryRead(shelf, kind, 'history', line));
    },
  };
}
