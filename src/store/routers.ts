import { z } from 'zod';
import { fail } from '../model/failure.ts';
import { deviceSchema, type Router, routerSchema } from '../model/router.ts';
import { recordKind } from '../redis/client/record.ts';
import { step } from '../redis/client/step.ts';
import type { Store } from './store.types.ts';
import { read, type StoreContext, tryRead, write } from './store-context.ts';

const kind = recordKind('router', routerSchema);
const devicesKind = recordKind('list of devices', z.array(deviceSchema));

const keptDevices = 50;

/** KEYS: id → router, name → id. ARGV: id, name, router. */
const add = step(`
  if redis.call('HEXISTS', KEYS[1], ARGV[1]) == 1 or redis.call('HEXISTS', KEYS[2], ARGV[2]) == 1 then return 0 end
  redis.call('HSET', KEYS[1], ARGV[1], ARGV[3])
  redis.call('HSET', KEYS[2], ARGV[2], ARGV[1])
  return 1
`);

/** ARGV: id, router as it was read, router as it shall be, old name, new name. 2: read it again; 0: name is taken. */
const swap = step(`
  if redis.call('HGET', KEYS[1], ARGV[1]) ~= ARGV[2] then return 2 end
  if ARGV[4] ~= ARGV[5] then
    if redis.call('HSETNX', KEYS[2], ARGV[5], ARGV[1]) == 0 then return 0 end
    redis.call('HDEL', KEYS[2], ARGV[4])
  end
  redis.call('HSET', KEYS[1], ARGV[1], ARGV[3])
  return 1
`);

/** KEYS: also router → devices, router → applied plan of the first release, the router's applied plans, its zone. ARGV: id. */
const remove = step(`
  if redis.call('HDEL', KEYS[1], ARGV[1]) == 0 then return 0 end
  local names = redis.call('HGETALL', KEYS[2])
  for i = 1, #names, 2 do
    if names[i + 1] == ARGV[1] then redis.call('HDEL', KEYS[2], names[i]) end
  end
  redis.call('HDEL', KEYS[3], ARGV[1])
  redis.call('HDEL', KEYS[4], ARGV[1])
  redis.call('DEL', KEYS[5])
  redis.call('HDEL', KEYS[6], ARGV[1])
  return 1
`);

/** ARGV: field, value as it was read ('' for none), value as it shall be. */
const swapField = step(`
  if (redis.call('HGET', KEYS[1], ARGV[1]) or '') ~= ARGV[2] then return 0 end
  redis.call('HSET', KEYS[1], ARGV[1], ARGV[3])
  return 1
`);

/** Names differ by more than the size of their letters. */
const indexName = (name: string) => name.toLowerCase();

export function routers(shelf: StoreContext): Store['routers'] {
  const { redis, key } = shelf;
  const [byId, byName, seen] = [key('routers'), key('router-names'), key('devices')];
  const recordOf = (id: string) => `router:${id}`;
  const stored = async (id: string) => {
    const body = await redis.hget(byId, id);
    return body === null ? null : { body, router: read(shelf, kind, recordOf(id), body) };
  };
  const get = async (id: string) => (await stored(id))?.router ?? null;
  const update = async (id: string, change: Partial<Omit<Router, 'id'>>): Promise<Router | null> => {
    const was = await stored(id);
    if (!was) return null;
    const next = { ...was.router, ...change, id };
    const done = await swap(
      redis,
      [byId, byName],
      [
        id,
        was.body,
        write(shelf, kind, recordOf(id), next),
        indexName(was.router.name),
        indexName(next.name),
      ],
    );
    if (done === 0) fail({ cause: 'router-exists', name: next.name });
    return done === 1 ? next : update(id, change);
  };
  const readDevices = (id: string, body: string) => tryRead(shelf, devicesKind, `devices:${id}`, body).flat();
  return {
    get,
    update,
    add: async (router) => {
      const body = write(shelf, kind, recordOf(router.id), router);
      return (await add(redis, [byId, byName], [router.id, indexName(router.name), body])) === 1;
    },
    byName: async (name) => {
      const id = await redis.hget(byName, indexName(name));
      return id === null ? null : get(id);
    },
    list: async () => {
      const all = Object.entries(await redis.hgetall(byId));
      const found = all.flatMap(([id, body]) => tryRead(shelf, kind, recordOf(id), body));
      return found.sort((a, b) => a.addedAt - b.addedAt);
    },
    remove: async (id) => {
      const keys = [byId, byName, seen, key('applied'), key('applied', id), key('router-zones')];
      return (await remove(redis, keys, [id])) === 1;
    },
    sawDevices: async (id, devices) => {
      for (let done: unknown = 0; done !== 1; ) {
        const body = (await redis.hget(seen, id)) ?? '';
        const newest = new Map<string, (typeof devices)[number]>();
        for (const device of [...devices, ...(body === '' ? [] : readDevices(id, body))]) {
          const name = device.mac ?? device.ip;
          if (!newest.has(name)) newest.set(name, device);
        }
        const next = [...newest.values()].slice(0, keptDevices);
        done = await swapField(redis, [seen], [id, body, write(shelf, devicesKind, `devices:${id}`, next)]);
      }
    },
    devices: async (id) => {
      const body = await redis.hget(seen, id);
      return body === null ? [] : readDevices(id, body);
    },
  };
}
