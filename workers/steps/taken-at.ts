import { setTimeout as sleep } from 'node:timers/promises';
import type { MessageStore } from '../../src/chat/stores.ts';

/** The platform is busy, or away: then the message is not counted as sent. Ms. */
const withinMs = 60_000;
const everyMs = 100;

/**
 * When the platform took a message, epoch ms by our clock: what the bot's machine noted counts within what was seen from
 * here, should its clock be another. `null`: not within a minute.
 */
export async function takenAt(
  key: string,
  { messages }: { messages: Pick<MessageStore, 'get'> },
  signal: AbortSignal,
): Promise<number | null> {
  const startMs = Date.now();
  let askedMs = startMs;
  for (;;) {
    const noted = (await messages.get(key))?.takenAt;
    const nowMs = Date.now();
    if (noted !== undefined) return Math.min(nowMs, Math.max(askedMs, noted));
    if (nowMs - startMs > withinMs) return null;
    askedMs = nowMs;
    await sleep(everyMs, undefined, { signal });
  }
}
