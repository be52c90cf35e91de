import { type Deliveries, makeDeliveries } from '../deliveries/index.ts';
import type { Log } from '../model/log.ts';
import type { WorkerContext } from '../queue/handler.ts';
import { makeQueue, type Queue } from '../queue/index.ts';
import { connectRedis, type RedisLink } from '../redis/client/connect.ts';
import { makeSeal } from '../redis/client/seal.ts';
import { startRedis } from '../redis/embedded/server.ts';
import type { Allow } from '../ssh/address.ts';
import type { Identity } from '../ssh/identity.ts';
import { makeSessions } from '../ssh/sessions.ts';
import { openStore } from '../store/store.ts';
import type { Store } from '../store/store.types.ts';
import type { Config } from './config.ts';

/** What every role stands on: Redis, what is stored, the queues. */
export interface Core {
  link: RedisLink;
  store: Store;
  queue: Queue;
  deliveries: Deliveries;
  close(): Promise<void>;
}

/** Opens Redis (a private one unless configured otherwise) and all that lies in it. */
export async function openCore(
  config: Pick<Config, 'redisUrl' | 'dataDir' | 'secret'>,
  log: Log,
): Promise<Core> {
  const server = config.redisUrl ? null : await startRedis({ dataDir: config.dataDir, log });
  const opened: { close(): Promise<void> }[] = server ? [{ close: () => server.stop() }] : [];
  const closeAll = async () => {
    for (const one of opened.reverse()) await one.close();
  };
  try {
    const target = server ? { socket: server.socket } : { url: config.redisUrl ?? '' };
    const link = await connectRedis(target, { log });
    opened.push(link);
    const seal = makeSeal(config.secret);
    const store = await openStore(link, { seal, log });
    const queue = makeQueue(link, { seal, log });
    const deliveries = makeDeliveries({ link, store, seal, log });
    opened.push(store, queue, deliveries);
    return { link, store, queue, deliveries, close: closeAll };
  } catch (error) {
    await closeAll();
    throw error;
  }
}

/** Real routers: a proof is watched for a minute at once, then every five minutes for an hour. */
const realTiming: WorkerContext['timing'] = {
  undoS: 90,
  proofS: 60,
  proofAgainMs: 5 * 60_000,
  proofTries: 12,
};

/** What job handlers get. Closing it ends the connections to routers. */
export function makeWorkerContext(
  core: Core,
  options: { identity: Identity; allow: Allow; log: Log; timing?: WorkerContext['timing'] },
): WorkerContext & { close(): Promise<void> } {
  const { identity, allow, log, timing = realTiming } = options;
  const sessions = makeSessions({ identity, allow, log });
  return {
    store: core.store,
    sessions,
    allow,
    publicKey: identity.publicLine,
    send: (delivery) => core.deliveries.send(delivery),
    enqueue: (job, id, delayMs) => core.queue.add(job, id, delayMs),
    timing,
    log,
    now: Date.now,
    close: () => sessions.close(),
  };
}
