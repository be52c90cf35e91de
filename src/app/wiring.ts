import { commands } from '../../commands/index.ts';
import { handlers } from '../../workers/index.ts';
import { makeHost } from '../chat/dispatch.ts';
import type { Host, Platform } from '../chat/platform.ts';
import { makeProxies, type Proxies } from '../chat/proxy/proxies.ts';
import { type Deliveries, makeDeliveries } from '../deliveries/index.ts';
import type { PlatformId } from '../model/address.ts';
import type { JobKind, JobOf } from '../model/job.ts';
import type { Log } from '../model/log.ts';
import { type RouterTime, realTime } from '../model/router-time.ts';
import { makeNotices } from '../notices/notices.ts';
import type { Handlers, Run, Timing, WorkerContext } from '../queue/handler.ts';
import { makeQueue, type Queue } from '../queue/index.ts';
import { connectRedis, type RedisLink } from '../redis/client/connect.ts';
import { makeSeal } from '../redis/client/seal.ts';
import { startRedis } from '../redis/embedded/server.ts';
import type { Allow } from '../ssh/address.ts';
import type { Identity } from '../ssh/identity.ts';
import { makeSessions } from '../ssh/sessions.ts';
import { openStore } from '../store/store.ts';
import type { Store } from '../store/store.types.ts';
import { startWatchers } from '../watch/watcher.ts';
import { startPlatforms } from './bot.ts';
import type { Config } from './config.ts';

/** What every role stands on: Redis, what is stored, the queues. */
export interface Core {
  link: RedisLink;
  store: Store;
  queue: Queue;
  deliveries: Deliveries;
  close(): Promise<void>;
}

/** Redis (a private one unless configured otherwise) → what is stored, jobs, outgoing messages. */
export async function openCore(
  config: Pick<Config, 'redisUrl' | 'dataDir' | 'secret' | 'timezone'>,
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
    const store = await openStore(link, { seal, log, zone: config.timezone });
    const queue = makeQueue(link, { seal, log });
    const deliveries = makeDeliveries({ link, store, seal, log });
    opened.push(store, queue, deliveries);
    return { link, store, queue, deliveries, close: closeAll };
  } catch (error) {
    await closeAll();
    throw error;
  }
}

/** What somebody typed or pressed on a platform → rights, command → a reply, or a job into the queue. */
export const hostOn = ({ store, queue, deliveries }: Core, publicKey: string, log: Log): Host =>
  makeHost({
    context: {
      store,
      publicKey,
      specs: commands,
      send: (delivery) => deliveries.send(delivery),
      now: Date.now,
    },
    commands,
    enqueue: (job, callId) => queue.add(job, callId),
    log,
  });

type Parts = { host: Host; notes: Store['notes']; proxies: Proxies; log: Log };

/** How each platform is made; null where it is not configured. Loaded only when it is used. The terminal is the demo's. */
const makers: Record<PlatformId, (config: Config, parts: Parts) => Promise<Platform | null>> = {
  discord: async ({ discord }, parts) => {
    if (!discord) return null;
    const { makeDiscord } = await import('../chat/discord/index.ts');
    const { token, apiUrl, guildId } = discord;
    return makeDiscord({ ...parts, token, ...(apiUrl && { apiUrl }), ...(guildId && { guildId }) });
  },
  telegram: async ({ telegram }, parts) => {
    if (!telegram) return null;
    const { makeTelegram } = await import('../chat/telegram/index.ts');
    const { token, apiUrl } = telegram;
    return makeTelegram({ ...parts, token, ...(apiUrl && { apiUrl }) });
  },
  terminal: async () => null,
};

/** The configured platforms, each handed the host. */
export async function platformsFor(
  config: Config,
  host: Host,
  { store }: Core,
  log: Log,
): Promise<Platform[]> {
  const parts = { host, notes: store.notes, proxies: makeProxies(config.proxy), log };
  const made = await Promise.all(Object.values(makers).map((make) => make(config, parts)));
  return made.filter((platform) => platform !== null);
}

export interface BotRole {
  /** Rejects when no platform could be started at all. */
  failed: Promise<never>;
  stop(): Promise<void>;
}

/** Platforms listen, and get the messages that wait for their chats. */
export function startBot(platforms: readonly Platform[], { deliveries }: Core, log: Log): BotRole {
  const { failed, stop } = startPlatforms(platforms, log);
  const deliverers = platforms.map((platform) => deliveries.runDeliverer(platform));
  return {
    failed,
    stop: async () => {
      await stop();
      await Promise.all(deliverers.map((deliverer) => deliverer.close()));
    },
  };
}

/** Real routers: a proof is watched for a minute at once, then every five minutes for an hour. */
export const realTiming: Timing = {
  undoS: 90,
  proofS: 60,
  proofAgainMs: 5 * 60_000,
  proofTries: 12,
};

/** What job handlers get: routers, what is stored, and where answers go. Closing it ends the connections to routers. */
export function makeWorkerContext(
  core: Core,
  options: { identity: Identity; allow: Allow; log: Log; timing?: WorkerContext['timing'] },
): WorkerContext & { close(): Promise<void> } {
  const { identity, allow, log, timing = () => realTiming } = options;
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

/** Jobs at a time in one process: most of a job is waiting for a router. */
const concurrency = 16;

const bound =
  <K extends JobKind>(all: Pick<Handlers, K>, kind: K, context: WorkerContext) =>
  (job: JobOf<K>, run: Run) =>
    all[kind](job, context, run);

/**
 * Jobs → handlers; watched routers → events → notices → deliveries; until closed. `timeOf`: the clock by which a router is
 * told of.
 */
export function startWorkers(
  { queue, store }: Core,
  context: WorkerContext,
  timeOf: (routerId: string) => RouterTime = () => realTime,
) {
  const jobs = queue.runWorker(
    {
      apply: bound(handlers, 'apply', context),
      diagnose: bound(handlers, 'diagnose', context),
      login: bound(handlers, 'login', context),
      prove: bound(handlers, 'prove', context),
      register: bound(handlers, 'register', context),
      report: bound(handlers, 'report', context),
      revert: bound(handlers, 'revert', context),
      test: bound(handlers, 'test', context),
      watch: bound(handlers, 'watch', context),
    },
    { concurrency },
  );
  const { sessions, send, log, now } = context;
  const notices = makeNotices({ store, send, log, now, timeOf });
  const watchers = startWatchers({
    store,
    sessions,
    log,
    now: (routerId) => timeOf(routerId).at(now()),
    onEvent: (event) => notices.onEvent(event),
  });
  return {
    notices,
    watchers,
    close: async (options?: { graceMs?: number }) => {
      await watchers.close();
      await jobs.close(options);
      await notices.close();
    },
  };
}
