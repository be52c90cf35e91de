import type { RedisClient } from './connect.ts';

/**
 * A step that Redis runs as one (EVAL): nothing comes between its reads and its writes. `lua` sees KEYS and ARGV.
 */
export const step =
  (lua: string) =>
  (redis: RedisClient, keys: readonly string[], args: readonly (string | number)[]): Promise<unknown> =>
    redis.eval(lua, keys.length, ...keys, ...args);
