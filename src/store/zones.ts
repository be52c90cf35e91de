import { chatName } from '../deliveries/keys.ts';
import type { PersonalHours } from '../notices/task.ts';
import { isShared, type ReaderZone, type ZoneStore } from '../notices/zones/reader.ts';
import { acquaintances } from './met.ts';
import type { StoreContext } from './store-context.ts';

/** The one that stands there most often; of several by name, so that it stays the same. */
function commonest(zones: readonly string[]): string | null {
  const counts = new Map<string, number>();
  for (const zone of zones) counts.set(zone, (counts.get(zone) ?? 0) + 1);
  const [first] = [...counts].sort(([a, n], [b, m]) => m - n || a.localeCompare(b));
  return first?.[0] ?? null;
}

/** In which zone who is told times. `hours`: what a person has set. */
export function zones(shelf: StoreContext, hours: (person: string) => Promise<PersonalHours>): ZoneStore {
  const { redis, key } = shelf;
  const [ofRouters, ofChats] = [key('router-zones'), key('chat-zones')];
  const met = acquaintances(shelf);
  const routersZone = async (): Promise<ReaderZone | null> => {
    const zone = commonest(await redis.hvals(ofRouters));
    return zone === null ? null : { zone, from: 'router' };
  };
  const machine: ReaderZone = { zone: shelf.zone, from: 'machine' };
  const zoneOfPerson = async (person: string): Promise<ReaderZone> => {
    const own = (await hours(person)).zone;
    if (own !== null) return { zone: own, from: 'own' };
    const routers = await routersZone();
    if (routers !== null) return routers;
    const guess = (await met.of(person))?.zone ?? null;
    return guess === null ? machine : { zone: guess, from: 'locale' };
  };
  const zoneFor: ZoneStore['zoneFor'] = async (person, to) => {
    if (!isShared(to)) return zoneOfPerson(person);
    const zone = await redis.hget(ofChats, chatName(to));
    return zone === null ? ((await routersZone()) ?? machine) : { zone, from: 'chat' };
  };
  return {
    zoneOfPerson,
    zoneFor,
    zoneOf: async (person, to) => (await zoneFor(person, to)).zone,
    setChatZone: async (to, zone) => void (await redis.hset(ofChats, chatName(to), zone)),
    sawRouterZone: async (id, zone) => {
      await (zone === null ? redis.hdel(ofRouters, id) : redis.hset(ofRouters, id, zone));
    },
  };
}
