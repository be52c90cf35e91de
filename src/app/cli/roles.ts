import type { Platform } from '../../chat/platform.ts';
import { fail } from '../../model/failure.ts';
import type { Watchers } from '../../watch/watcher.types.ts';
import { languageOf } from '../../words/index.ts';
import { speak } from '../../words/words.ts';
import { settleOwners } from '../bot.ts';
import { type Config, readConfig } from '../config.ts';
import { serveHttp } from '../http.ts';
import { makeLog, secretsOf } from '../log.ts';
import { hostOn, makeWorkerContext, openCore, platformsFor, startBot, startWorkers } from '../wiring.ts';
import { ownIdentity } from './own-identity.ts';
import { stopped, stopSignal } from './stop-signal.ts';

export interface Roles {
  bot: boolean;
  worker: boolean;
}

/** Numbers of this process alone. */
const countsOf = (
  platforms: readonly Platform[] | null,
  watchers: Watchers | null,
): Record<string, number> => {
  const watched = watchers?.counts();
  return {
    ...(platforms && {
      platforms_configured: platforms.length,
      platforms_connected: platforms.filter((one) => one.downSince() === null).length,
    }),
    ...(watched && {
      routers_held: watched.held,
      routers_watched: watched.watching,
      routers_unreachable: watched.unreachable,
    }),
  };
};

/** Runs the asked roles until Ctrl-C or SIGTERM; then takes nothing new, ends what runs, and closes in order. */
export async function runRoles(roles: Roles, config: Config = readConfig()): Promise<void> {
  if (roles.bot && !config.discord && !config.telegram)
    fail({ cause: 'config-invalid', problems: ['DISCORD_TOKEN or TELEGRAM_TOKEN: neither is set'] });
  const log = makeLog(config.logLevel, secretsOf(config));
  if (roles.bot !== roles.worker && config.redisUrl === null)
    log.warn(
      'REDIS_URL is not set: the private Redis is this process’ own, and the other role cannot join it',
    );
  const say = speak(languageOf(config.locale));
  const signal = stopSignal(() => log.info(say('terminal.stopping')));
  const identity = await ownIdentity(config);
  const core = await openCore(config, log);
  const ends: (() => Promise<void>)[] = [() => core.close()];
  const trouble: Promise<never>[] = [];
  const platforms: Platform[] = [];
  let watchers: Watchers | null = null;
  const counts = () => countsOf(roles.bot ? platforms : null, watchers);
  try {
    if (config.httpPort) {
      const http = await serveHttp(
        { host: config.httpHost, port: config.httpPort },
        {
          isAlive: async () => (await core.link.redis.ping()) === 'PONG',
          downSince: () => (roles.bot ? platforms.map((platform) => platform.downSince()) : null),
          numbers: async () => ({ ...(await core.queue.counts()), ...counts() }),
        },
        log,
      );
      ends.push(() => http.close());
    }
    if (roles.worker) {
      const context = makeWorkerContext(core, { identity, allow: config.allow, log });
      const worker = startWorkers(core, context);
      watchers = worker.watchers;
      ends.push(async () => {
        await worker.close();
        await context.close();
      });
    }
    if (roles.bot) {
      const host = hostOn(core, identity.publicLine, log);
      const owners = await settleOwners(core.store.people, config, log);
      ends.push(async () => owners.stop());
      platforms.push(...(await platformsFor(config, host, core, log)));
      const bot = startBot(platforms, core, log);
      ends.push(() => bot.stop());
      trouble.push(bot.failed);
    }
    log.info({ roles: Object.entries(roles).flatMap(([role, on]) => (on ? [role] : [])) }, 'running');
    await Promise.race([stopped(signal), ...trouble]);
  } finally {
    for (const end of ends.reverse()) await end();
  }
}
