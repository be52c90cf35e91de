import type { NoticeStore } from '../notices/notice-store.ts';
import { recordKind } from '../redis/client/record.ts';
import { step } from '../redis/client/step.ts';
import { watchEventSchema } from '../watch/events.ts';
import { dueKey, taskName } from './due.ts';
import { type StoreContext, tryRead, write } from './store-context.ts';

const keptMs = 35 * 24 * 3_600_000;
const kept = 5_000;

/**
 * KEYS: id → event, ids by time, due-list. ARGV: id, time, event, task, now, events older than this go, events kept.
 * An event that is known is not told twice, even if it was derived again.
 */
const record = step(`
  if redis.call('HSETNX', KEYS[1], ARGV[1], ARGV[3]) == 0 then return 0 end
  redis.call('ZADD', KEYS[2], ARGV[2], ARGV[1])
  redis.call('ZADD', KEYS[3], ARGV[5], ARGV[4])
  local old = redis.call('ZRANGEBYSCORE', KEYS[2], '-inf', ARGV[6])
  local over = redis.call('ZCARD', KEYS[2]) - #old - tonumber(ARGV[7])
  if over > 0 then
    for _, id in ipairs(redis.call('ZRANGE', KEYS[2], #old, #old + over - 1)) do table.insert(old, id) end
  end
  for _, id in ipairs(old) do
    redis.call('HDEL', KEYS[1], id)
    redis.call('ZREM', KEYS[2], id)
  end
  return 1
`);

const kind = recordKind('event', watchEventSchema);

/** What happened on each router. */
export function journal(shelf: StoreContext): Pick<NoticeStore, 'record' | 'event' | 'events'> {
  const { redis, key } = shelf;
  const bodies = (routerId: string) => key('journal', routerId);
  const byTime = (routerId: string) => key('journal', routerId, 'times');
  const nameOf = (routerId: string, id: string) => `event:${routerId}:${id}`;
  const read = (routerId: string, id: string, body: string | null) =>
    body === null ? [] : tryRead(shelf, kind, nameOf(routerId, id), body);
  return {
    record: async (event, now) => {
      const { id, routerId, at } = event;
      const keys = [bodies(routerId), byTime(routerId), dueKey(key)];
      const body = write(shelf, kind, nameOf(routerId, id), event);
      const task = taskName({ kind: 'event', routerId, eventId: id });
      return (await record(redis, keys, [id, at, body, task, now, now - keptMs, kept])) === 1;
    },
    event: async (routerId, id) => read(routerId, id, await redis.hget(bodies(routerId), id))[0] ?? null,
    events: async (routerId, from, to) => {
      const ids = await redis.zrangebyscore(byTime(routerId), from, `(${to}`);
      if (ids.length === 0) return [];
      const found = await redis.hmget(bodies(routerId), ...ids);
      return ids.flatMap((id, at) => read(routerId, id, found[at] ?? null));
    },
  };
}
