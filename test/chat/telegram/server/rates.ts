import { tooMany } from './refusal.ts';
import type { Chat, World } from './world.ts';

/** What was on its way while a client was told to wait is not held against it, ms. */
const graceMs = 300;

/**
 * Counts messages (edits too) as Telegram does, about: so many a second over all chats, one a second in a chat with
 * a burst, so many a minute in a group. A 429 does not say which limit it was: sending to the same chat before the
 * time that was told is a violation.
 */
export function makeRates(world: World) {
  const times = new Map<string, number[]>();
  const told = new Map<string, { at: number; until: number }>();

  /** When one more fits, ms from now; 0 when it does. */
  function waitFor(name: string, max: number, perMs: number, now: number): number {
    const oldest = (times.get(name) ?? []).filter((at) => at > now - perMs).at(-max);
    return oldest === undefined ? 0 : oldest + perMs - now;
  }

  const note = (name: string, now: number, keepMs: number) =>
    times.set(name, [...(times.get(name) ?? []).filter((at) => at > now - keepMs), now]);

  function check(name: string, now: number): void {
    const before = told.get(name);
    if (before && now > before.at + graceMs && now < before.until - 50)
      world.violate('retry_after', `${name}: again ${before.until - now} ms too early`);
  }

  function refuse(name: string, waitMs: number, now: number): never {
    const seconds = Math.max(1, Math.ceil(waitMs / 1_000));
    const before = told.get(name);
    if (!before || now >= before.until) told.set(name, { at: now, until: now + seconds * 1_000 });
    throw tooMany(seconds);
  }

  return {
    /** Throws the 429. */
    take(chat: Chat, messages: number): void {
      const now = Date.now();
      const { perSecond, groupPerMinute, burst } = world.options;
      const own = `chat ${chat.id}`;
      const waitMs = Math.max(
        waitFor('all', perSecond, 1_000, now),
        waitFor(own, burst, burst * 1_000, now),
        chat.type === 'private' ? 0 : waitFor(own, groupPerMinute, 60_000, now),
      );
      check(own, now);
      if (waitMs > 0) refuse(own, waitMs, now);
      for (let count = 0; count < messages; count++) {
        note('all', now, 1_000);
        note(own, now, 60_000);
      }
    },
    /** The 429 that a test plays counts like one of ours. */
    played(chat: number, seconds: number): void {
      const now = Date.now();
      check(`chat ${chat}`, now);
      told.set(`chat ${chat}`, { at: now, until: now + seconds * 1_000 });
    },
  };
}

export type Rates = ReturnType<typeof makeRates>;
