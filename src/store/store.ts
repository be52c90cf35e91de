import { fail } from '../model/failure.ts';
import type { Log } from '../model/log.ts';
import { ownZone } from '../notices/quiet.ts';
import type { RedisLink } from '../redis/client/connect.ts';
import type { Seal } from '../redis/client/seal.ts';
import { chats } from './chats.ts';
import { details } from './details.ts';
import { history } from './history.ts';
import { checkLayout } from './layout.ts';
import { leases } from './leases.ts';
import { locks } from './locks.ts';
import { messages } from './messages.ts';
import { notices } from './notices.ts';
import { people } from './people.ts';
import { plans } from './plans.ts';
import { presses } from './presses.ts';
import { pushTests } from './push-tests.ts';
import { requests } from './requests.ts';
import { routers } from './routers.ts';
import type { Store } from './store.types.ts';
import type { StoreContext } from './store-context.ts';
import { targets } from './targets.ts';
import { watches } from './watches.ts';

/** A text that only the secret it was sealed with can open; made on first use of a secret. */
async function checkSecret({ redis, key, seal }: StoreContext): Promise<void> {
  const plain = 'pushmedic';
  const [name, sealed] = [key('secret-check'), seal.close('secret-check', plain)];
  await redis.set(name, sealed, 'NX');
  const stored = (await redis.get(name)) ?? '';
  if (stored === plain) await redis.set(name, sealed);
  try {
    seal.open('secret-check', stored);
  } catch (error) {
    const problem = 'PUSHMEDIC_SECRET: is not the one the stored data was sealed with';
    fail({ cause: 'config-invalid', problems: [problem] }, error);
  }
}

function notes({ redis, key }: StoreContext): Store['notes'] {
  return {
    get: (name) => redis.hget(key('notes'), name),
    set: async (name, value) => void (await redis.hset(key('notes'), name, value)),
  };
}

/**
 * Everything that is kept, on one Redis. `seal` from `makeSeal(config.secret)`; `zone`: of people who have set none.
 * Throws `config-invalid` when the data was sealed with another secret, `data-newer` when a newer release wrote it. `close` leaves the connection open: it is
 * the caller's.
 */
export async function openStore(
  { redis, prefix }: Pick<RedisLink, 'redis' | 'prefix'>,
  { seal, log, zone = ownZone() }: { seal: Seal; log: Log; zone?: string },
): Promise<Store> {
  const shelf: StoreContext = { redis, key: (...parts) => [prefix, ...parts].join(':'), seal, log, zone };
  await checkLayout(shelf);
  await checkSecret(shelf);
  return {
    people: people(shelf),
    requests: requests(shelf),
    routers: routers(shelf),
    plans: plans(shelf),
    presses: presses(shelf),
    pushTests: pushTests(shelf),
    details: details(shelf),
    messages: messages(shelf),
    history: history(shelf),
    targets: targets(shelf),
    chats: chats(shelf),
    watches: watches(shelf),
    leases: leases(shelf),
    notices: notices(shelf),
    notes: notes(shelf),
    ...locks(shelf),
    close: async () => {},
  };
}
