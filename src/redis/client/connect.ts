import { Cluster, Redis, type RedisOptions } from 'ioredis';
import { before, within } from '../../model/deadline.ts';
import { fail } from '../../model/failure.ts';
import type { Log } from '../../model/log.ts';
import { parseRedisUrl, type RedisPlace, type RedisTarget } from './url.ts';

export type RedisClient = Redis | Cluster;

/** A connection with the prefix all of our keys begin with. */
export interface RedisLink {
  redis: RedisClient;
  /** `pm`; on Cluster `{pm}`, so that every key lies in one slot and scripts may touch several. */
  prefix: string;
  close(): Promise<void>;
}

/** Name by which a bot is known in `CLIENT LIST`, followed by its process id. */
export const clientName = 'pushmedic-';

/** How long a connection may take to say goodbye, ms: Redis may have gone at this moment. */
const quitMs = 2_000;

const retryStrategy = (times: number): number => Math.min(50 * 2 ** Math.min(times, 6), 2_000);

/**
 * Commands wait while Redis is away instead of failing: work goes on where it stopped (and BullMQ demands it).
 * Not lazy: a lazy duplicate of such a connection, as BullMQ makes one, gives up when its first try fails.
 */
const patient = {
  maxRetriesPerRequest: null,
  connectionName: `${clientName}${process.pid}`,
  retryStrategy,
  reconnectOnError: (error) => (error.message.startsWith('READONLY') ? 2 : false),
  connectTimeout: 5_000,
  keepAlive: 30_000,
} satisfies RedisOptions;

/**
 * Told to disconnect between two tries to connect, ioredis never ends, and BullMQ waits for that end when it closes
 * (https://github.com/taskforcesh/bullmq/issues/4656). Such a connection is as good as one that has not begun: `wait`.
 * Holds for duplicates too: BullMQ blocks on one.
 */
function endable<C extends RedisClient>(client: C): C {
  const disconnect = client.disconnect.bind(client);
  client.disconnect = (reconnect) => {
    if (client.status === 'reconnecting' && !reconnect) client.status = 'wait';
    disconnect(reconnect);
  };
  if (client instanceof Cluster) {
    const duplicate = client.duplicate.bind(client);
    client.duplicate = (nodes, options) => endable(duplicate(nodes, options));
  } else {
    const duplicate = client.duplicate.bind(client);
    client.duplicate = (options) => endable(duplicate(options));
  }
  return client;
}

function open(place: RedisPlace): RedisClient {
  const { tls, username, password } = place;
  const who = { ...(username && { username }), ...(password && { password }), ...(tls && { tls: {} }) };
  if (place.kind === 'cluster')
    return new Cluster(place.nodes, {
      clusterRetryStrategy: retryStrategy,
      redisOptions: { ...patient, ...who },
    });
  const where =
    place.kind === 'sentinel'
      ? {
          sentinels: place.sentinels,
          name: place.master,
          sentinelRetryStrategy: retryStrategy,
          enableTLSForSentinelMode: tls,
        }
      : place.node;
  return new Redis({ ...patient, ...who, ...where, db: place.db });
}

/** Resolves once commands are answered; `redis` failure when nothing answers within `withinMs`. */
async function ready(redis: RedisClient, withinMs: number): Promise<void> {
  let last: unknown = null;
  const remember = (error: unknown) => {
    last = error;
  };
  redis.on('error', remember);
  try {
    await before(withinMs, redis.ping(), new Error('no answer'));
  } catch (error) {
    redis.disconnect();
    const detail = last instanceof Error ? last : error;
    fail({ cause: 'redis', detail: detail instanceof Error ? detail.message : String(detail) }, error);
  } finally {
    redis.off('error', remember);
  }
}

/**
 * Connects to Redis and stays connected through its restarts.
 * Throws `config-invalid` for a garbled URL and `redis` when nothing answers within `withinMs`.
 */
export async function connectRedis(
  target: RedisTarget,
  { log, withinMs = 10_000 }: { log: Log; withinMs?: number },
): Promise<RedisLink> {
  const redis = endable(
    'socket' in target ? new Redis({ ...patient, path: target.socket }) : open(parseRedisUrl(target.url)),
  );
  let away = false;
  redis.on('error', (error: Error) => log.debug({ err: error }, 'redis'));
  redis.on('reconnecting', () => {
    if (!away) log.warn('redis is away; waiting for it');
    away = true;
  });
  redis.on('ready', () => {
    if (away) log.info('redis is back');
    away = false;
  });
  await ready(redis, withinMs);
  return {
    redis,
    prefix: redis instanceof Cluster ? '{pm}' : 'pm',
    close: async () => {
      const quit = redis.status === 'ready' ? redis.quit().catch(() => {}) : Promise.resolve();
      await within(quitMs, quit, undefined);
      redis.disconnect();
    },
  };
}
