import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { Failed } from '../../model/failure.ts';
import type { Log } from '../../model/log.ts';
import { connectRedis, type RedisLink } from '../../redis/client/connect.ts';
import { runningSocket } from '../../redis/embedded/running.ts';
import { type EmbeddedRedis, startRedis } from '../../redis/embedded/server.ts';
import type { Say } from '../../words/words.ts';
import type { BotConfig } from '../config.ts';
import { attention, type Checked, fine } from './check.ts';

const run = promisify(execFile);

export interface RedisChecked {
  checked: Checked;
  /** To read the routers from; `null` when it does not answer. */
  link: RedisLink | null;
  close(): Promise<void>;
}

const versionIn = (text: string): string => /(?:redis_version:|v=)(\d[\w.]*)/.exec(text)?.[1] ?? '?';

const open = (link: RedisLink | null, checked: Checked, server?: EmbeddedRedis): RedisChecked => ({
  checked,
  link,
  close: async () => {
    await link?.close();
    await server?.stop();
  },
});

async function external(url: string, log: Log, say: Say): Promise<RedisChecked> {
  const name = say('doctor.redis');
  try {
    const link = await connectRedis({ url }, { log, withinMs: 5_000 });
    return open(
      link,
      fine(name, say('doctor.redis.external', { version: versionIn(await link.redis.info('server')) })),
    );
  } catch (error) {
    if (!(error instanceof Failed)) throw error;
    const { failure } = error;
    const detail =
      failure.cause === 'redis'
        ? failure.detail
        : failure.cause === 'config-invalid'
          ? failure.problems.join('; ')
          : failure.cause;
    return open(null, attention(name, say('doctor.redis.silent', { detail })));
  }
}

/** The private server of the bot that runs; `null` where none does. */
async function running(dataDir: string, log: Log, say: Say): Promise<RedisChecked | null> {
  const socket = await runningSocket(dataDir);
  if (socket === null) return null;
  const link = await connectRedis({ socket }, { log });
  const version = versionIn(await link.redis.info('server'));
  return open(link, fine(say('doctor.redis'), say('doctor.redis.running', { version })));
}

async function embedded({ config, service }: BotConfig, log: Log, say: Say): Promise<RedisChecked> {
  const name = say('doctor.redis');
  const { dataDir } = config;
  const used = await running(dataDir, log, say);
  if (used) return used;
  // One that was started by another user would leave files in the service's way.
  if (service) return open(null, attention(name, say('doctor.redis.service-away')));
  const version = await run('redis-server', ['--version']).then(
    ({ stdout }) => versionIn(stdout),
    () => null,
  );
  if (version === null) return open(null, attention(name, say('doctor.redis.missing')));
  try {
    const server = await startRedis({ dataDir, log });
    const link = await connectRedis({ socket: server.socket }, { log });
    return open(link, fine(name, say('doctor.redis.embedded', { version })), server);
  } catch (error) {
    if (!(error instanceof Failed)) throw error;
    const { failure } = error;
    if (failure.cause === 'data-dir-in-use')
      return open(null, fine(name, say('doctor.redis.bot-runs', { pid: String(failure.pid) })));
    return open(
      null,
      attention(
        name,
        say('doctor.redis.silent', { detail: failure.cause === 'redis' ? failure.detail : failure.cause }),
      ),
    );
  }
}

/** Whether the configured Redis answers; a private one is started for the moment of the check. */
export const checkRedis = (bot: BotConfig, log: Log, say: Say): Promise<RedisChecked> =>
  bot.config.redisUrl ? external(bot.config.redisUrl, log, say) : embedded(bot, log, say);
