import { z } from 'zod';
import { pushTestSchema } from '../model/push-test.ts';
import { recordKind } from '../redis/client/record.ts';
import { step } from '../redis/client/step.ts';
import type { PushTestStore } from '../watch/arrival/test-store.ts';
import { read, type StoreContext, tryRead, write } from './store-context.ts';

const kind = recordKind('timed notification', pushTestSchema);
const chosenSchema = z.object({ routerId: z.string(), phone: z.string() });
const chosenKind = recordKind('chosen phone', chosenSchema);

const keptS = 60 * 24 * 3_600;
const keptOfPhone = 20;
/** Longer than a test takes, so that one whose worker died does not bar the phone for good. */
const heldMs = 45 * 60_000;
const hourMs = 3_600_000;
const mostAnHour = 6;

/** KEYS: who holds the phone, when its tests began. ARGV: id, now, ms of an hour, most in it, ms it is held. */
const begin = step(`
  local holder = redis.call('GET', KEYS[1])
  if holder == ARGV[1] then return 'begun' end
  if holder then return 'running' end
  redis.call('ZREMRANGEBYSCORE', KEYS[2], '-inf', ARGV[2] - ARGV[3])
  if not redis.call('ZSCORE', KEYS[2], ARGV[1]) then
    if redis.call('ZCARD', KEYS[2]) >= tonumber(ARGV[4]) then
      return redis.call('ZRANGE', KEYS[2], 0, 0, 'WITHSCORES')[2]
    end
    redis.call('ZADD', KEYS[2], ARGV[2], ARGV[1])
    redis.call('PEXPIRE', KEYS[2], ARGV[3])
  end
  redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[5])
  return 'begun'
`);

/** ARGV: id. */
const release = step(`
  if redis.call('GET', KEYS[1]) == ARGV[1] then return redis.call('DEL', KEYS[1]) end
  return 0
`);

const hash = z.object({ body: z.string(), saw: z.coerce.number().exactOptional() });

/** Timed notifications. When the person saw one lies beside what its worker writes, so that neither undoes the other. */
export function pushTests(shelf: StoreContext): PushTestStore {
  const { redis, key } = shelf;
  const at = (id: string) => key('push-test', id);
  const recordOf = (id: string) => `push-test:${id}`;
  const ofPhone = (routerId: string, phone: string) => key('push-tests', routerId, phone);
  const holder = (routerId: string, phone: string) => key('push-test-holder', routerId, phone);
  const chosen = key('push-test-phones');
  const get = async (id: string) => {
    const stored = await redis.hgetall(at(id));
    if (!stored.body) return null;
    const { body, saw } = hash.parse(stored);
    return { ...read(shelf, kind, recordOf(id), body), sawAt: saw ?? null };
  };
  const put: PushTestStore['put'] = async (test) => {
    const body = write(shelf, kind, recordOf(test.id), test);
    await redis.multi().hset(at(test.id), 'body', body).expire(at(test.id), keptS).exec();
  };
  return {
    get,
    put,
    begin: async (test, now) => {
      const { id, routerId, phone } = test;
      const keys = [holder(routerId, phone.key), key('push-test-times', routerId, phone.key)];
      const said = z.string().parse(await begin(redis, keys, [id, now, hourMs, mostAnHour, heldMs]));
      if (said === 'running') return { kind: 'running' };
      if (said !== 'begun') return { kind: 'tooMany', againAt: Number(said) + hourMs };
      if ((await redis.exists(at(id))) === 0) {
        await put(test);
        const list = ofPhone(routerId, phone.key);
        await redis
          .multi()
          .lpush(list, id)
          .ltrim(list, 0, keptOfPhone - 1)
          .expire(list, keptS)
          .exec();
      }
      return { kind: 'begun' };
    },
    end: async ({ id, routerId, phone }) => void (await release(redis, [holder(routerId, phone.key)], [id])),
    saw: async (id, when) => {
      if ((await redis.exists(at(id))) === 1) await redis.hsetnx(at(id), 'saw', when);
      return get(id);
    },
    stop: async (id) => void (await redis.set(key('push-test-stop', id), '1', 'PX', heldMs)),
    isStopped: async (id) => (await redis.exists(key('push-test-stop', id))) === 1,
    ofPhone: async (routerId, phone) => {
      const ids = await redis.lrange(ofPhone(routerId, phone), 0, -1);
      const tests = await Promise.all(ids.map(get));
      return tests.filter((test) => test !== null);
    },
    chosen: async (personId) => {
      const stored = await redis.hget(chosen, personId);
      return stored === null ? null : (tryRead(shelf, chosenKind, `chosen:${personId}`, stored)[0] ?? null);
    },
    choose: async (personId, phone) =>
      void (await redis.hset(chosen, personId, write(shelf, chosenKind, `chosen:${personId}`, phone))),
  };
}
