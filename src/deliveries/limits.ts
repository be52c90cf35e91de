import type { Address, PlatformId } from '../model/address.ts';

/** At most `max` messages in any `perMs`. */
export interface Rate {
  max: number;
  perMs: number;
}

export interface Limits {
  /** Over all chats; `null`: none. */
  overall: Rate | null;
  /** For one chat, all of them kept. */
  chat(to: Pick<Address, 'chat' | 'group'>): readonly Rate[];
}

/** Telegram's groups, supergroups and channels have negative ids: https://core.telegram.org/bots/api#chat */
const isGroup = (to: Pick<Address, 'chat' | 'group'>) => to.group === true || to.chat.startsWith('-');

/**
 * A little under what the platforms publish, so that a late clock or an answer beside the deliveries does not bring a
 * 429. Telegram: about 30 messages a second, 1 a second in a chat (short bursts pass), 20 a minute in a group:
 * https://core.telegram.org/bots/faq#my-bot-is-hitting-limits-how-do-i-avoid-this. Discord: 50 requests a second,
 * 5 in 5 s in a channel: https://discord.com/developers/docs/topics/rate-limits.
 */
export const publishedLimits: Record<PlatformId, Limits> = {
  telegram: {
    // In small portions: a portion that is late by 40 ms still brings no second above 30.
    overall: { max: 3, perMs: 104 },
    chat: (to) =>
      isGroup(to)
        ? [
            { max: 3, perMs: 3_000 },
            { max: 20, perMs: 60_000 },
          ]
        : [{ max: 3, perMs: 3_000 }],
  },
  discord: { overall: { max: 24, perMs: 500 }, chat: () => [{ max: 5, perMs: 5_000 }] },
  terminal: { overall: null, chat: () => [] },
};

/** Ms until `now` is within all rates; `times` of earlier messages, newest first. */
export const waitFor = (rates: readonly Rate[], times: readonly number[], now: number): number =>
  Math.max(
    0,
    ...rates.map(({ max, perMs }) => {
      const oldest = times[max - 1];
      return oldest === undefined ? 0 : oldest + perMs - now;
    }),
  );

/** How many times of earlier messages the rates ask for, and for how long, ms. */
export const memoryOf = (rates: readonly Rate[]): { times: number; ms: number } => ({
  times: Math.max(0, ...rates.map(({ max }) => max)),
  ms: Math.max(1, ...rates.map(({ perMs }) => perMs)),
});
