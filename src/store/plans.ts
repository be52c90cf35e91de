import { z } from 'zod';
import { planSchema } from '../changes/plan.types.ts';
import { recordKind } from '../redis/client/record.ts';
import { step } from '../redis/client/step.ts';
import type { Store } from './store.types.ts';
import { read, type StoreContext, write } from './store-context.ts';

/** How long a plan that is over is kept, s: its buttons may still be pressed and deserve a true answer. */
const keptS = 60 * 24 * 3600;

const kind = recordKind('plan', planSchema);
const planStatus = planSchema.shape.status;

const hash = z.object({ body: z.string(), status: planStatus });

const take = step(`
  local status = redis.call('HGET', KEYS[1], 'status')
  if not status then return 'unknown' end
  if status ~= 'open' then return status end
  if tonumber(redis.call('HGET', KEYS[1], 'expiresAt')) <= tonumber(ARGV[1]) then return 'expired' end
  redis.call('HSET', KEYS[1], 'status', 'taken')
  return 'open'
`);

/** ARGV: id, status, router, seconds. The applied plan is kept as long as it stands: it knows how to revert. */
const finish = step(`
  if redis.call('EXISTS', KEYS[1]) == 0 then return 0 end
  redis.call('HSET', KEYS[1], 'status', ARGV[2])
  local standing = redis.call('HGET', KEYS[2], ARGV[3])
  if ARGV[2] == 'applied' then
    redis.call('HSET', KEYS[2], ARGV[3], ARGV[1])
    redis.call('PERSIST', KEYS[1])
  else
    if standing == ARGV[1] and ARGV[2] == 'reverted' then redis.call('HDEL', KEYS[2], ARGV[3]) end
    if standing ~= ARGV[1] or ARGV[2] == 'reverted' then redis.call('EXPIRE', KEYS[1], ARGV[4]) end
  end
  return 1
`);

const taken = z.union([planStatus, z.literal('expired'), z.literal('unknown')]);

/** Plans. The status lies beside the sealed body, so that Redis itself can take a plan once. */
export function plans(shelf: StoreContext): Store['plans'] {
  const { redis, key } = shelf;
  const at = (id: string) => key('plan', id);
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
      if (plan) await finish(redis, [at(id), key('applied')], [id, status, plan.routerId, keptS]);
    },
    applied: async (routerId) => {
      const id = await redis.hget(key('applied'), routerId);
      return id === null ? null : get(id);
    },
  };
}
