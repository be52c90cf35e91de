import { z } from 'zod';
import { recordKind } from '../redis/client/record.ts';
import { step } from '../redis/client/step.ts';
import type { LeaseStore } from '../watch/lease-store.ts';
import { leaseLua, leasesOf } from './lease.ts';
import { type StoreContext, tryRead, write } from './store-context.ts';
import { watchedKey, wokenKey } from './watches.ts';

const ids = z.preprocess(list, z.array(z.string()));
const shares = z.object({ held: ids, surplus: ids, woken: ids });

/**
 * KEYS: watched routers, router → `until worker`, worker → until, router → state, woken routers. ARGV: worker, ms a lease
 * lasts. Renews what the worker holds and takes what is free, up to its share; tells what it holds beyond that, and what of
 * it was woken.
 */
const lease = step(`${leaseLua}
  local worker, lasts = ARGV[1], tonumber(ARGV[2])
  redis.call('ZREMRANGEBYSCORE', KEYS[3], '-inf', now)
  redis.call('ZADD', KEYS[3], now + lasts, worker)
  local all = redis.call('SMEMBERS', KEYS[1])
  table.sort(all)
  local leases = {}
  local stored = redis.call('HGETALL', KEYS[2])
  for i = 1, #stored, 2 do leases[stored[i]] = stored[i + 1] end
  local share = math.ceil(#all / redis.call('ZCARD', KEYS[3]))
  local held, free, surplus, woken = {}, {}, {}, {}
  for _, id in ipairs(all) do
    local by, ends = holder(leases[id])
    if by == worker then held[#held + 1] = id
    elseif ends <= now then free[#free + 1] = id end
    leases[id] = nil
  end
  for _, id in ipairs(free) do
    if #held >= share then break end
    held[#held + 1] = id
  end
  for i, id in ipairs(held) do
    redis.call('HSET', KEYS[2], id, lasting(worker, lasts))
    if i > share then surplus[#surplus + 1] = id
    elseif redis.call('SREM', KEYS[5], id) == 1 then woken[#woken + 1] = id end
  end
  for id in pairs(leases) do
    redis.call('HDEL', KEYS[2], id)
    redis.call('HDEL', KEYS[4], id)
    redis.call('SREM', KEYS[5], id)
  end
  return cjson.encode({ held = held, surplus = surplus, woken = woken })
`);

/** KEYS: router → `until worker`, router → state. ARGV: worker, router, state. Only who holds the lease writes. */
const save = step(`${leaseLua}
  if holder(redis.call('HGET', KEYS[1], ARGV[2])) ~= ARGV[1] then return 0 end
  redis.call('HSET', KEYS[2], ARGV[2], ARGV[3])
  return 1
`);

/** cjson writes an empty list as an object. */
function list(value: unknown): unknown {
  const isEmpty = typeof value === 'object' && value !== null && Object.keys(value).length === 0;
  return isEmpty ? [] : value;
}

/** The watch room reads it: see `watch/state.ts`. */
const kind = recordKind('state of a watch', z.unknown());

/** Leases of routers, and what their watchers know. */
export function leases(shelf: StoreContext): LeaseStore {
  const { redis, key } = shelf;
  const [held, workers, states] = [key('leases'), key('watchers'), key('watch-states')];
  const record = (routerId: string) => `watch-state:${routerId}`;
  return {
    renew: async (worker, lastsMs) => {
      const keys = [watchedKey(key), held, workers, states, wokenKey(key)];
      const told = await lease(redis, keys, [worker, lastsMs]);
      return shares.parse(JSON.parse(String(told)));
    },
    release: async (worker, routerIds, { last = false } = {}) => {
      if (last) await redis.zrem(workers, worker);
      await leasesOf(redis, held).release(worker, routerIds);
    },
    state: async (routerId) => {
      const stored = await redis.hget(states, routerId);
      return stored === null ? null : (tryRead(shelf, kind, record(routerId), stored)[0] ?? null);
    },
    saveState: async (worker, routerId, state) => {
      const body = write(shelf, kind, record(routerId), state);
      return (await save(redis, [held, states], [worker, routerId, body])) === 1;
    },
  };
}
