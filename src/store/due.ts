import { z } from 'zod';
import type { NoticeStore } from '../notices/notice-store.ts';
import { type Task, taskSchema } from '../notices/task.ts';
import { step } from '../redis/client/step.ts';
import type { StoreContext } from './store-context.ts';

/** KEYS: the list, by time. ARGV: now, end of the lease, how many. Takes what is due by moving it to the lease's end. */
const claim = step(`
  local due = redis.call('ZRANGEBYSCORE', KEYS[1], '-inf', ARGV[1], 'LIMIT', 0, ARGV[3])
  for _, task in ipairs(due) do redis.call('ZADD', KEYS[1], ARGV[2], task) end
  return due
`);

/** ARGV: task, end of its lease. */
const done = step(`
  if tonumber(redis.call('ZSCORE', KEYS[1], ARGV[1]) or 'nan') == tonumber(ARGV[2]) then
    return redis.call('ZREM', KEYS[1], ARGV[1])
  end
  return 0
`);

const names = z.array(z.string());

export const dueKey = (key: StoreContext['key']): string => key('notices', 'due');

/** A task as the list has it: the same task is one entry. */
export function taskName(task: Task): string {
  switch (task.kind) {
    case 'event':
      return JSON.stringify({ kind: task.kind, routerId: task.routerId, eventId: task.eventId });
    case 'watch':
      return JSON.stringify({ kind: task.kind, watchId: task.watchId });
    case 'digest':
      return JSON.stringify({ kind: task.kind, digestId: task.digestId });
  }
}

/** What is to be done when: one list for all workers. */
export function dueList({ redis, key }: StoreContext): Pick<NoticeStore, 'claim' | 'done'> {
  const list = dueKey(key);
  return {
    claim: async (now, leaseMs, limit) => {
      const leaseUntil = now + leaseMs;
      const taken = names.parse(await claim(redis, [list], [now, leaseUntil, limit]));
      return taken.map((name) => ({ task: taskSchema.parse(JSON.parse(name)), leaseUntil }));
    },
    done: async ({ task, leaseUntil }) => void (await done(redis, [list], [taskName(task), leaseUntil])),
  };
}
