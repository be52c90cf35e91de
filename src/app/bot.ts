import { setInterval } from 'node:timers/promises';
import type { Platform } from '../chat/platform.ts';
import type { PeopleStore } from '../chat/stores.ts';
import { Failed } from '../model/failure.ts';
import type { Log } from '../model/log.ts';
import { languageOf } from '../words/index.ts';
import { speak } from '../words/words.ts';
import type { Config } from './config.ts';

/**
 * Starts the platforms side by side. One whose token is refused is said in the log and does not keep the others from
 * working; one that cannot be reached goes on trying by itself. `failed` rejects when none could be started at all.
 */
export function startPlatforms(
  platforms: readonly Platform[],
  log: Log,
): { failed: Promise<never>; stop(): Promise<void> } {
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
  const failed = new Promise<never>((_, reject) => {
    Promise.any(starts).catch((error: AggregateError) => reject(error.errors[0]));
  });
  return { failed, stop: async () => void (await Promise.all(platforms.map((platform) => platform.stop()))) };
}

/** How often is looked whether the code in the log still counts, ms. */
const claimLookMs = 15_000;

/**
 * Who owns the bot: the configured owners, else whoever sends the code that the log shows. One that ran out is followed by
 * another until somebody does.
 */
export async function settleOwners(
  people: Pick<PeopleStore, 'setOwners' | 'openClaim' | 'renewClaim'>,
  config: Pick<Config, 'owners' | 'locale'>,
  log: Log,
  lookMs = claimLookMs,
): Promise<{ stop(): void }> {
  const ended = new AbortController();
  const stop = () => ended.abort();
  if (config.owners.length > 0) {
    await people.setOwners(config.owners);
    return { stop };
  }
  const show = (code: string) => log.warn(speak(languageOf(config.locale))('log.claim', { code }));
  const code = await people.openClaim();
  if (code === null) return { stop };
  show(code);
  const renew = async () => {
    for await (const _ of setInterval(lookMs, null, { signal: ended.signal, ref: false })) {
      const next = await people.renewClaim();
      if (next.code !== null) show(next.code);
      if (next.isOwned) return;
    }
  };
  renew().catch((error: unknown) => {
    if (!ended.signal.aborted) log.error({ err: error }, 'the claim code can no longer be renewed');
  });
  return { stop };
}
