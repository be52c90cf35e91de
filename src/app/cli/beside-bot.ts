import { fail } from '../../model/failure.ts';
import { connectRedis } from '../../redis/client/connect.ts';
import { makeSeal } from '../../redis/client/seal.ts';
import type { RedisTarget } from '../../redis/client/url.ts';
import { runningSocket } from '../../redis/embedded/running.ts';
import { startRedis } from '../../redis/embedded/server.ts';
import { openStore } from '../../store/store.ts';
import type { Store } from '../../store/store.types.ts';
import { languageOf } from '../../words/index.ts';
import { type Say, speak } from '../../words/words.ts';
import { type BotConfig, readBotConfig } from '../config.ts';
import type { Checked } from '../doctor/check.ts';
import { makeLog } from '../log.ts';

/** What there is to say about whose settings a call uses; none where no service is installed. */
export function aboutService(
  { config, service, other }: BotConfig,
  say: Say,
): Pick<Checked, 'state' | 'text'>[] {
  if (other) {
    const places = { unit: other.unit, its: other.env.PUSHMEDIC_DATA_DIR, own: config.dataDir };
    return [{ state: 'off', text: say('cli.service.other', places) }];
  }
  if (!service) return [];
  const list = service.unreadable.join(', ');
  return [
    { state: 'fine', text: say('cli.service', { unit: service.unit }) },
    ...(list === '' ? [] : [{ state: 'attention' as const, text: say('cli.service.unreadable', { list }) }]),
  ];
}

/** The settings of the bot of this machine; whose they are is said on standard error where a service is installed. */
export function tellBotConfig(): BotConfig & { say: Say } {
  const bot = readBotConfig();
  const say = speak(languageOf(bot.config.locale));
  for (const { text } of aboutService(bot, say)) process.stderr.write(`${text}\n`);
  return { ...bot, say };
}

interface Server {
  target: RedisTarget;
  stop(): Promise<void>;
}

/** The Redis that the bot uses; a private one is started for the moment where the bot does not run and may be made to. */
async function serverOf({ config, service }: BotConfig, mayStart: boolean): Promise<Server> {
  const stop = async () => {};
  if (config.redisUrl) return { target: { url: config.redisUrl }, stop };
  const socket = await runningSocket(config.dataDir);
  if (socket !== null) return { target: { socket }, stop };
  // Files that another user made would be in the service's way.
  if (!mayStart || service) fail({ cause: 'bot-away', path: config.dataDir });
  const server = await startRedis({ dataDir: config.dataDir, log: makeLog('silent', []) });
  return { target: { socket: server.socket }, stop: server.stop };
}

/**
 * What the bot has stored, beside the bot.
 * @throws Failed `bot-away` where its private Redis does not run and may not be started; `redis`; as `openStore`
 */
export async function besideBot<T>(
  bot: BotConfig,
  { mayStart }: { mayStart: boolean },
  use: (store: Store) => Promise<T>,
): Promise<T> {
  const log = makeLog('silent', []);
  const server = await serverOf(bot, mayStart);
  try {
    const link = await connectRedis(server.target, { log });
    try {
      const { secret, timezone } = bot.config;
      return await use(await openStore(link, { seal: makeSeal(secret), log, zone: timezone }));
    } finally {
      await link.close();
    }
  } finally {
    await server.stop();
  }
}
