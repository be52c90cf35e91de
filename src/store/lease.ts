import type { RedisClient } from '../redis/client/connect.ts';
import { step } from '../redis/client/step.ts';

/**
 * What every step on leases begins with. Leases are a hash, name → `until holder`, in ms of Redis' own clock: workers'
 * clocks may differ. `lasting` is what is written; `holder` reads it: who has it, and until when.
 */
export const leaseLua = `
  local t = redis.call('TIME')
  local now = t[1] * 1000 + math.floor(t[2] / 1000)
  local function lasting(holder, ms) return (now + ms) .. ' ' .. holder end
  local function holder(lease)
    local ends, by = string.match(lease or '', '^(%d+) (.*)$')
    return by, tonumber(ends or '0')
  end
`;

/** KEYS: leases. ARGV: holder, name, ms it lasts. */
const take = step(`${leaseLua}
  local by, ends = holder(redis.call('HGET', KEYS[1], ARGV[2]))
  if by and by ~= ARGV[1] and ends > now then return 0 end
  redis.call('HSET', KEYS[1], ARGV[2], lasting(ARGV[1], ARGV[3]))
  return 1
`);

/** The same. */
const renew = step(`${leaseLua}
  if holder(redis.call('HGET', KEYS[1], ARGV[2])) ~= ARGV[1] then return 0 end
  redis.call('HSET', KEYS[1], ARGV[2], lasting(ARGV[1], ARGV[3]))
  return 1
`);

/** KEYS: leases. ARGV: holder, names. */
const release = step(`${leaseLua}
  for i = 2, #ARGV do
    if holder(redis.call('HGET', KEYS[1], ARGV[i])) == ARGV[1] then redis.call('HDEL', KEYS[1], ARGV[i]) end
  end
  return 1
`);

/** Leases of one hash: who may work on what, and until when. A lease outlives its holder's death by what is left of it. */
export interface Leases {
  /** Takes what is free, has run out, or is held already; false when another holds it. */
  take(holder: string, name: string, lastsMs: number): Promise<boolean>;
  /** False when another took it meanwhile. */
  renew(holder: string, name: string, lastsMs: number): Promise<boolean>;
  /** Gives back what is held by `holder`, nothing else. */
  release(holder: string, names: readonly string[]): Promise<void>;
}

/** The leases under one key. */
export const leasesOf = (redis: RedisClient, key: string): Leases => ({
  take: async (holder, name, lastsMs) => (await take(redis, [key], [holder, name, lastsMs])) === 1,
  renew: async (holder, name, lastsMs) => (await renew(redis, [key], [holder, name, lastsMs])) === 1,
  release: async (holder, names) => {
    await release(redis, [key], [holder, ...names]);
  },
});
