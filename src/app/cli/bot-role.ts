import { commands } from '../../../commands/index.ts';
import { makeHost } from '../../chat/dispatch.ts';
import type { Host, Platform } from '../../chat/platform.ts';
import { Failed } from '../../model/failure.ts';
import type { Log } from '../../model/log.ts';
import { languageOf, speak } from '../../words/words.ts';
import type { Config } from '../config.ts';
import type { Core } from '../core.ts';

/** The bot's side towards platforms, on a core. */
export const hostOn = ({ store, queue }: Core, publicKey: string, log: Log): Host =>
  makeHost({
    context: { store, publicKey, specs: commands, now: Date.now },
    commands,
    enqueue: (job, callId) => queue.add(job, callId),
    log,
  });

/** The configured platforms. Each is loaded only when it is used. */
export async function platformsFor(
  { discord, telegram }: Config,
  host: Host,
  { store }: Core,
  log: Log,
): Promise<Platform[]> {
  const platforms: Platform[] = [];
  if (discord) {
    const { makeDiscord } = await import('../../chat/discord/index.ts');
    const { token, apiUrl, guildId } = discord;
    platforms.push(
      makeDiscord({
        token,
        host,
        notes: store.notes,
        log,
        ...(apiUrl ? { apiUrl } : {}),
        ...(guildId ? { guildId } : {}),
      }),
    );
  }
  if (telegram) {
    const { makeTelegram } = await import('../../chat/telegram/index.ts');
    const { token, apiUrl } = telegram;
    platforms.push(makeTelegram({ token, host, notes: store.notes, log, ...(apiUrl ? { apiUrl } : {}) }));
  }
  return platforms;
}

export interface BotRole {
  /** Rejects when no platform could be started at all. */
  failed: Promise<never>;
  stop(): Promise<void>;
}

/**
 * Starts the platforms side by side. One whose token is refused is said in the log and does not keep the others from
 * working; one that cannot be reached goes on trying by itself.
 */
export function startBot(platforms: readonly Platform[], { deliveries }: Core, log: Log): BotRole {
  const starts = platforms.map((platform) =>
    platform.start().catch((error: unknown) => {
      const why = error instanceof Failed ? error.failure : error;
      log.error(
        { platform: platform.id, err: why },
        'this platform could not be started; `pushmedic doctor` says more',
      );
      throw error;
    }),
  );
  const deliverers = platforms.map((platform) => deliveries.runDeliverer(platform));
  const failed = new Promise<never>((_, reject) => {
    Promise.any(starts).catch((error: AggregateError) => reject(error.errors[0]));
  });
  return {
    failed,
    stop: async () => {
      await Promise.all(platforms.map((platform) => platform.stop()));
      await Promise.all(deliverers.map((deliverer) => deliverer.close()));
    },
  };
}

/** Who owns the bot: the configured owners, else whoever sends the code that the log shows. */
export async function settleOwners({ store }: Core, config: Config, log: Log): Promise<void> {
  if (config.owners.length > 0) return store.people.setOwners(config.owners);
  const code = await store.people.openClaim();
  if (code) log.warn(speak(languageOf(config.locale))('log.claim', { code }));
}
