import { chatId } from '../model/address.ts';
import type { NoticeStore } from '../notices/notice-store.ts';
import { emptyNoticeState, noticeStateSchema } from '../notices/state.ts';
import { digestSchema, hoursSchema } from '../notices/task.ts';
import { recordKind } from '../redis/client/record.ts';
import { step } from '../redis/client/step.ts';
import { dueKey, dueList, taskName } from './due.ts';
import { journal } from './journal.ts';
import { read, type StoreContext, tryRead, write } from './store-context.ts';
import { zones } from './zones.ts';

const stateKind = recordKind('state of a chat', noticeStateSchema);
const digestKind = recordKind('digest', digestSchema);
const hoursKind = recordKind('quiet hours', hoursSchema);

/** Told states nobody writes to any more, s. */
const keptS = 60 * 24 * 3_600;

/** KEYS: state, due-list. ARGV: state as it was read ('' for none), as it shall be, seconds, task, when it is due ('' not). */
const swap = step(`
  if (redis.call('GET', KEYS[1]) or '') ~= ARGV[1] then return 0 end
  redis.call('SET', KEYS[1], ARGV[2], 'EX', ARGV[3])
  if ARGV[5] == '' then redis.call('ZREM', KEYS[2], ARGV[4]) else redis.call('ZADD', KEYS[2], ARGV[5], ARGV[4]) end
  return 1
`);

/** KEYS: digests, due-list. ARGV: id, digest as it was read, as it shall be, task, when it is due. */
const move = step(`
  if redis.call('HGET', KEYS[1], ARGV[1]) ~= ARGV[2] then return 0 end
  redis.call('HSET', KEYS[1], ARGV[1], ARGV[3])
  redis.call('ZADD', KEYS[2], ARGV[5], ARGV[4])
  return 1
`);

function digests(
  shelf: StoreContext,
): Pick<NoticeStore, 'digest' | 'digestById' | 'setDigest' | 'moveDigest'> {
  const { redis, key } = shelf;
  const [all, list] = [key('digests'), dueKey(key)];
  const nameOf = (id: string) => `digest:${id}`;
  const task = (id: string) => taskName({ kind: 'digest', digestId: id });
  const byId = async (id: string) => {
    const body = await redis.hget(all, id);
    const [value] = body === null ? [] : tryRead(shelf, digestKind, nameOf(id), body);
    return body === null || value === undefined ? null : { body, value };
  };
  return {
    digest: async (to) => (await byId(chatId(to)))?.value ?? null,
    digestById: async (id) => (await byId(id))?.value ?? null,
    setDigest: async (to, value) => {
      const id = chatId(to);
      const change = redis.multi();
      if (value === null) change.hdel(all, id).zrem(list, task(id));
      else
        change.hset(all, id, write(shelf, digestKind, nameOf(id), value)).zadd(list, value.dueAt, task(id));
      await change.exec();
    },
    moveDigest: async (id, from, next) => {
      const was = await byId(id);
      if (was?.value.from !== from) return false;
      const args = [id, was.body, write(shelf, digestKind, nameOf(id), next), task(id), next.dueAt];
      return (await move(redis, [all, list], args)) === 1;
    },
  };
}

/** What chats were told, when they are told next, and how. */
export function notices(shelf: StoreContext): NoticeStore {
  const { redis, key } = shelf;
  const told = (watchId: string) => key('told', watchId);
  const hoursKey = key('hours');
  const hours: NoticeStore['hours'] = async (person) => {
    const body = await redis.hget(hoursKey, person);
    const [found] = body === null ? [] : tryRead(shelf, hoursKind, `hours:${person}`, body);
    return found ?? { quiet: null, zone: null };
  };
  return {
    ...journal(shelf),
    ...dueList(shelf),
    ...digests(shelf),
    state: async (id) => {
      const version = (await redis.get(told(id))) ?? '';
      return {
        version,
        state: version === '' ? emptyNoticeState : read(shelf, stateKind, `told:${id}`, version),
      };
    },
    swap: async (id, version, state, dueAt) => {
      const args = [
        version,
        write(shelf, stateKind, `told:${id}`, state),
        keptS,
        taskName({ kind: 'watch', watchId: id }),
      ];
      return (await swap(redis, [told(id), dueKey(key)], [...args, dueAt ?? ''])) === 1;
    },
    hours,
    ...zones(shelf, hours),
    setHours: async (person, hours) =>
      void (await redis.hset(hoursKey, person, write(shelf, hoursKind, `hours:${person}`, hours))),
  };
}
