import { accessRequestSchema } from '../chat/request-store.ts';
import { recordKind } from '../redis/client/record.ts';
import { step } from '../redis/client/step.ts';
import type { Store } from './store.types.ts';
import { type StoreContext, tryRead, write } from './store-context.ts';

const kind = recordKind('request to be let in', accessRequestSchema);

const dayS = 24 * 3600;
const keptS = 7 * dayS;
const ignoredS = 30 * dayS;
/** Requests a day, of all strangers together: owners are not to be flooded. */
const aDay = 20;

/** KEYS: ignored, requests of the day, the request. ARGV: most a day, seconds of a day, request, seconds it is kept. */
const open = step(`
  if redis.call('EXISTS', KEYS[1]) == 1 then return 0 end
  local asked = redis.call('INCR', KEYS[2])
  if asked == 1 then redis.call('EXPIRE', KEYS[2], ARGV[2]) end
  if asked > tonumber(ARGV[1]) then return 0 end
  redis.call('SET', KEYS[3], ARGV[3], 'EX', ARGV[4])
  return 1
`);

/** Strangers who asked to be let in. */
export function requests(shelf: StoreContext): Store['requests'] {
  const { redis, key } = shelf;
  const nameOf = (account: string) => `request:${account}`;
  return {
    open: async (request) => {
      const { account } = request;
      const body = write(shelf, kind, nameOf(account), request);
      const keys = [key('ignored', account), key('requests-today'), key('request', account)];
      return (await open(redis, keys, [aDay, dayS, body, keptS])) === 1;
    },
    get: async (account) => {
      const body = await redis.get(key('request', account));
      return body === null ? null : (tryRead(shelf, kind, nameOf(account), body)[0] ?? null);
    },
    ignore: async (account) => void (await redis.set(key('ignored', account), '1', 'EX', ignoredS)),
  };
}
