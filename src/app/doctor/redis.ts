import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { Failed } from '../../model/failure.ts';
import type { Log } from '../../model/log.ts';
import { connectRedis, type RedisLink } from '../../redis/client/connect.ts';
import { type EmbeddedRedis, startRedis } from '../../redis/embedded/server.ts';
import type { Say } from '../../words/words.ts';
import type { Config } from '../config.ts';
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

async function embedded(dataDir: string, log: Log, say: Say): Promise<RedisChecked> {
  const name = say('doctor.redis');
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
export const checkRedis = ({ redisUrl, dataDir }: Config, log: Log, say: Say): Promise<RedisChecked> =>
  redisUrl ? external(redisUrl, log, say) : embedded(dataDir, log, say);
