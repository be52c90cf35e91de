import { z } from 'zod';
import { type Plan, planSchema, planStatusSchema } from '../changes/plan.ts';
import { planOfFirst } from '../changes/plan-first.ts';
import { seenSchema } from '../changes/plan-store.ts';
import { recordKind } from '../redis/client/record.ts';
import { step } from '../redis/client/step.ts';
import type { Store } from './store.types.ts';
import { read, type StoreContext, tryRead, write } from './store-context.ts';

/** How long a plan that is over is kept, s: its buttons may still be pressed and deserve a true answer. */
const keptS = 60 * 24 * 3600;

const kind = recordKind('plan', planSchema, [planOfFirst]);

const hash = z.object({ body: z.string(), status: planStatusSchema });

const take = step(`
  local status = redis.call('HGET', KEYS[1], 'status')
  if not status then return 'unknown' end
  if status ~= 'open' then return status end
  if tonumber(redis.call('HGET', KEYS[1], 'expiresAt')) <= tonumber(ARGV[1]) then return 'expired' end
  redis.call('HSET', KEYS[1], 'status', 'taken')
  return 'open'
`);

/**
 * KEYS: the plan, what stands on its router by remedy. ARGV: id, status, remedy, router, seconds. A plan is kept as long as it stands: it knows how to revert. Returns the one it takes the
 * place of.
 */
const finish = step(`
  if redis.call('EXISTS', KEYS[1]) == 0 then return '' end
  redis.call('HSET', KEYS[1], 'status', ARGV[2])
  local standing = redis.call('HGET', KEYS[2], ARGV[3])
  if ARGV[2] == 'applied' then
    redis.call('HSET', KEYS[2], ARGV[3], ARGV[1])
    redis.call('PERSIST', KEYS[1])
    if standing and standing ~= ARGV[1] then return standing end
  else
    if standing == ARGV[1] and ARGV[2] == 'reverted' then redis.call('HDEL', KEYS[2], ARGV[3]) end
    if standing ~= ARGV[1] or ARGV[2] == 'reverted' then redis.call('EXPIRE', KEYS[1], ARGV[5]) end
  end
  return ''
`);

/**
 * Moves what the first release kept: one plan of a router, an exemption. KEYS: what stands on
 * a router, what stood on all. ARGV: remedy, router.
 */
const adopt = step(`
  local id = redis.call('HGET', KEYS[2], ARGV[2])
  if not id then return 0 end
  redis.call('HSETNX', KEYS[1], ARGV[1], id)
  redis.call('HDEL', KEYS[2], ARGV[2])
  return 1
`);

const seenKind = recordKind('standing of a plan', seenSchema);

const see = step(`
  if redis.call('EXISTS', KEYS[1]) == 0 then return 0 end
  redis.call('HSET', KEYS[1], 'seen', ARGV[1])
  return 1
`);

const taken = z.union([planStatusSchema, z.literal('expired'), z.literal('unknown')]);

/** Plans. The status lies beside the sealed body, so that Redis itself can take a plan once. */
export function plans(shelf: StoreContext): Store['plans'] {
  const { redis, key } = shelf;
  const at = (id: string) => key('plan', id);
  const standing = (routerId: string) => key('applied', routerId);
  const adoptFirst = (routerId: string) =>
    adopt(redis, [standing(routerId), key('applied')], ['exempt', routerId]);
  const get = async (id: string) => {
    const stored = await redis.hgetall(at(id));
    if (!stored.body) return null;
    const { body, status } = hash.parse(stored);
    return { ...read(shelf, kind, `plan:${id}`, body), status };
  };
  return {
    get,
    put: async (plan) => {
      const fields = {
        body: write(shelf, kind, `plan:${plan.id}`, plan),
        status: plan.status,
        expiresAt: plan.expiresAt,
      };
      await redis.multi().hset(at(plan.id), fields).expire(at(plan.id), keptS).exec();
    },
    take: async (id, now) => {
      const was = taken.parse(await take(redis, [at(id)], [now]));
      return { plan: was === 'open' ? await get(id) : null, was };
    },
    finish: async (id, status) => {
      const plan = await get(id);
      if (!plan) return;
      await adoptFirst(plan.routerId);
      const keys = [at(id), standing(plan.routerId)];
      const args = [id, status, plan.offer.remedy, plan.routerId, keptS];
      const replaced = z.string().parse(await finish(redis, keys, args));
      if (replaced !== '') await redis.expire(at(replaced), keptS);
    },
    saw: async (id, seen) => void (await see(redis, [at(id)], [write(shelf, seenKind, `seen:${id}`, seen)])),
    seen: async (id) => {
      const body = await redis.hget(at(id), 'seen');
      const [found] = body === null ? [] : tryRead(shelf, seenKind, `seen:${id}`, body);
      return found ?? null;
    },
    applied: async (routerId) => {
      await adoptFirst(routerId);
      const ids = Object.values(await redis.hgetall(standing(routerId)));
      const plans = await Promise.all(ids.map(get));
      return plans.filter((plan): plan is Plan => plan !== null).sort((a, b) => b.createdAt - a.createdAt);
    },
  };
}
