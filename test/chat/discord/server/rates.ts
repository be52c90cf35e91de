import { createHash } from 'node:crypto';
import { Refusal } from './refusal.ts';
import type { World } from './world.ts';

/** Requests per window of a bucket. Discord does not publish them; these are what its headers said in practice. */
const buckets: readonly { route: RegExp; limit: number; windowMs: number }[] = [
  { route: /^(POST|PATCH) \/channels\/:id\/messages/, limit: 5, windowMs: 5_000 },
  { route: /^(POST|PATCH|DELETE) \/webhooks\//, limit: 5, windowMs: 2_000 },
];
const otherwise = { limit: 50, windowMs: 1_000 };
const invalidPerTenMinutes = 10_000;

/** What was on its way while a client was told to wait is not held against it. */
const graceMs = 200;

interface Window {
  used: number;
  endsAt: number;
  /** When 429 was said first. */
  refusedAt: number | null;
}

/** Counts requests as Discord does and refuses with 429 what is above. `bot`: sent with the bot's token. */
export function makeRates(world: World) {
  const windows = new Map<string, Window>();
  let recent: number[] = [];
  let told: { at: number; until: number } | null = null;
  let invalid: number[] = [];

  function global(now: number): void {
    recent = recent.filter((at) => at > now - 1_000);
    if (recent.length < world.options.globalPerSecond) {
      recent.push(now);
      return;
    }
    const waitMs = (recent[0] ?? now) + 1_000 - now;
    if (told !== null && now < told.until) {
      if (now > told.at + graceMs) world.violate('retry_after', 'requests while the global limit says wait');
    } else told = { at: now, until: now + waitMs };
    throw tooMany(waitMs, 'global', { 'x-ratelimit-global': 'true' });
  }

  return {
    /** Headers for the answer; throws the 429. `route` has ids replaced, `major` is channel or webhook. */
    take(method: string, route: string, major: string, bot: boolean): Record<string, string> {
      const now = Date.now();
      if (bot) global(now);
      if (route.startsWith('/interactions/')) return {};
      const rule = buckets.find((one) => one.route.test(`${method} ${route}`)) ?? otherwise;
      const name = createHash('md5').update(`${method} ${route}`).digest('hex');
      const key = `${name} ${major}`;
      const known = windows.get(key);
      const window =
        known && known.endsAt > now ? known : { used: 0, endsAt: now + rule.windowMs, refusedAt: null };
      windows.set(key, window);
      const headers = {
        'x-ratelimit-bucket': name,
        'x-ratelimit-limit': String(rule.limit),
        'x-ratelimit-remaining': String(Math.max(0, rule.limit - window.used - 1)),
        'x-ratelimit-reset': String(window.endsAt / 1_000),
        'x-ratelimit-reset-after': String((window.endsAt - now) / 1_000),
      };
      if (window.used >= rule.limit) {
        window.refusedAt ??= now;
        if (now > window.refusedAt + graceMs)
          world.violate('retry_after', `${method} ${route} before its time`);
        throw tooMany(window.endsAt - now, 'user', headers);
      }
      window.used += 1;
      return headers;
    },
    /** 401, 403 and 429 count towards a ban of the address. */
    note(status: number): void {
      if (![401, 403, 429].includes(status)) return;
      const now = Date.now();
      invalid = [...invalid.filter((at) => at > now - 600_000), now];
      if (invalid.length > invalidPerTenMinutes) world.violate('ban', 'too many invalid requests');
    },
  };
}

export function tooMany(waitMs: number, scope: string, headers: Record<string, string> = {}): Refusal {
  const after = Math.max(1, waitMs) / 1_000;
  return new Refusal(
    429,
    0,
    'You are being rate limited.',
    { ...headers, 'retry-after': String(after), 'x-ratelimit-scope': scope },
    { retry_after: after, global: scope === 'global' },
  );
}
