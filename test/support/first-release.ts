import { readFileSync } from 'node:fs';
import { z } from 'zod';
import type { RedisClient } from '../../src/redis/client/connect.ts';

const timed = { key: z.string(), ttl: z.number().optional() };
const pairs = z.array(z.tuple([z.string(), z.array(z.string())]));
const record = z.discriminatedUnion('type', [
  z.object({ ...timed, type: z.literal('string'), value: z.string() }),
  z.object({ ...timed, type: z.literal('hash'), value: z.record(z.string(), z.string()) }),
  z.object({ ...timed, type: z.literal('set'), value: z.array(z.string()) }),
  z.object({ ...timed, type: z.literal('list'), value: z.array(z.string()) }),
  z.object({ ...timed, type: z.literal('zset'), value: z.array(z.string()) }),
  z.object({ ...timed, type: z.literal('stream'), value: pairs }),
]);
type Kept = z.infer<typeof record>;

const fixture = z.object({
  told: z.object({ applied: z.string(), presses: z.array(z.tuple([z.string(), z.string()])) }),
  records: z.array(record),
});

/** What the first release left in Redis; see `test/fixtures/redis-first-release/README.md`. */
const firstRelease = (which: 'plain' | 'sealed') =>
  fixture.parse(
    JSON.parse(
      readFileSync(new URL(`../fixtures/redis-first-release/${which}.json`, import.meta.url), 'utf8'),
    ),
  );

/** With which the sealed one was sealed. */
export const firstSecret = 'correct horse battery staple';

async function write(redis: RedisClient, kept: Kept): Promise<unknown> {
  const { key } = kept;
  switch (kept.type) {
    case 'string':
      return redis.set(key, kept.value);
    case 'hash':
      return redis.hset(key, kept.value);
    case 'set':
      return redis.sadd(key, kept.value);
    case 'list':
      return redis.rpush(key, ...kept.value);
    case 'zset': {
      const scored = kept.value.flatMap((member, at) =>
        at % 2 === 0 ? [kept.value[at + 1] ?? '', member] : [],
      );
      return redis.zadd(key, ...scored);
    }
    case 'stream':
      return Promise.all(kept.value.map(([id, fields]) => redis.xadd(key, id, ...fields)));
  }
}

/** Makes an empty Redis what it was. */
export async function restoreFirstRelease(redis: RedisClient, which: 'plain' | 'sealed') {
  const { told, records } = firstRelease(which);
  for (const kept of records) {
    await write(redis, kept);
    if (kept.ttl !== undefined) await redis.expire(kept.key, kept.ttl);
  }
  return told;
}
