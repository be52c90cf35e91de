/** How long no platform may be connected, ms: they lose each other for a minute now and then, and come back by themselves. */
const lostMs = 5 * 60_000;

/** What is known of this process. */
export interface Vitals {
  redisAnswers: boolean;
  /** Of each platform of the bot, since when it is not connected, ms (`null`: it is); `null`: not the bot's role. */
  downSince: readonly (number | null)[] | null;
  /** By the same clock. */
  now: number;
}

/** What is so wrong that a restart is worth a try; `null`: nothing. */
export function illnessOf({ redisAnswers, downSince, now }: Vitals): string | null {
  if (!redisAnswers) return 'redis does not answer';
  const downs = downSince?.filter((since) => since !== null) ?? [];
  const isLost = downs.length > 0 && downs.length === downSince?.length;
  return isLost && now - Math.max(...downs) > lostMs
    ? 'no platform has been connected for over 5 minutes'
    : null;
}

/** Why this process cannot serve anybody just now; `null`: it can. */
export function unreadyOf({ redisAnswers, downSince }: Vitals): string | null {
  if (!redisAnswers) return 'redis does not answer';
  return downSince === null || downSince.includes(null) ? null : 'no platform is connected';
}
