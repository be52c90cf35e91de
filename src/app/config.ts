import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parse } from 'dotenv';
import { z } from 'zod';
import { type ProxySetting, parseProxy } from '../chat/proxy/setting.ts';
import type { AccountId } from '../model/address.ts';
import { fail } from '../model/failure.ts';
import { type Allow, parseAllow } from '../ssh/address.ts';

/** What can be set from outside, checked. See the README for each variable. */
export interface Config {
  discord: { token: string; apiUrl: string | undefined; guildId: string | undefined } | null;
  telegram: { token: string; apiUrl: string | undefined } | null;
  /** `null`: a private redis-server under {@link Config.dataDir}. */
  redisUrl: string | null;
  dataDir: string;
  owners: AccountId[];
  /** `null`: made on first start in the data directory. */
  keyFile: string | null;
  secret: string | null;
  allow: Allow;
  httpPort: number | null;
  /** The person's locale as the system says it, e.g. `zh_CN.UTF-8`. */
  locale: string | undefined;
  /** `NO_COLOR` is set (https://no-color.org). */
  plain: boolean;
  /** Which proxy the platforms are reached through. Routers and Redis never are. */
  proxy: ProxySetting;
  logLevel: 'trace' | 'debug' | 'info' | 'warn' | 'error' | 'fatal' | 'silent';
}

const blankIsUnset = (value: unknown) =>
  typeof value === 'string' && value.trim() === '' ? undefined : value;
const optional = <T extends z.ZodType>(schema: T) => z.preprocess(blankIsUnset, schema.optional());

const redisUrl = z
  .string()
  .regex(
    /^(redis|rediss|redis\+sentinel|rediss\+sentinel|redis\+cluster|rediss\+cluster):\/\/\S+$/,
    'must start with redis:// or rediss://',
  );

const owners = z.string().transform((text, context): AccountId[] =>
  text
    .split(/[\s,]+/)
    .filter(Boolean)
    .flatMap((word) => {
      if (/^(discord|telegram):\d{1,20}$/.test(word)) return [word as AccountId];
      context.addIssue(`"${word}" is not discord:ID or telegram:ID`);
      return [];
    }),
);

const allow = z.string().transform((text, context): Allow => {
  try {
    return parseAllow(text);
  } catch (error) {
    context.addIssue(error instanceof Error ? error.message : String(error));
    return [];
  }
});

const environment = z.object({
  DISCORD_TOKEN: optional(z.string().regex(/^\S{20,}$/, 'does not look like a bot token')),
  DISCORD_API_URL: optional(z.url({ protocol: /^https?$/ })),
  DISCORD_GUILD_ID: optional(z.string().regex(/^\d{5,20}$/, 'must be a server id (digits)')),
  TELEGRAM_TOKEN: optional(
    z.string().regex(/^\d+:[\w-]{20,}$/, 'does not look like a bot token (digits:letters)'),
  ),
  TELEGRAM_API_URL: optional(z.url({ protocol: /^https?$/ })),
  REDIS_URL: optional(redisUrl),
  PUSHMEDIC_DATA_DIR: optional(z.string()),
  PUSHMEDIC_OWNERS: optional(owners),
  PUSHMEDIC_KEY_FILE: optional(z.string()),
  PUSHMEDIC_SECRET: optional(z.string().min(16, 'must be at least 16 characters')),
  PUSHMEDIC_ALLOW: optional(allow),
  PUSHMEDIC_HTTP_PORT: optional(z.coerce.number().int().min(1).max(65535)),
  PUSHMEDIC_PROXY: optional(
    z
      .string()
      .refine(
        (text) => parseProxy(text) !== null,
        'must be http://, https://, socks5:// or socks5h:// HOST:PORT',
      ),
  ),
  LOG_LEVEL: optional(z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'])),
});

/** The variables of `.env` in the working directory; none when there is no such file. */
function dotEnv(): Record<string, string> {
  try {
    return parse(readFileSync('.env'));
  } catch {
    return {};
  }
}

/** The person's locale as the system says it: also for complaints about a configuration that cannot be read. */
export const localeOf = (given: NodeJS.ProcessEnv = process.env): string | undefined =>
  given.LC_ALL || given.LC_MESSAGES || given.LANG || undefined;

/** Values are never repeated in the message: some are secrets. */
const problem = (issue: z.core.$ZodIssue) => `${issue.path.join('.')}: ${issue.message}`;

/** As curl reads them: `http_proxy` in small letters alone, since CGI programs get headers as `HTTP_…` (curl(1)). */
const proxySetting = (always: string | undefined, given: NodeJS.ProcessEnv): ProxySetting => ({
  always: always ?? null,
  https: given.https_proxy || given.HTTPS_PROXY || null,
  http: given.http_proxy || null,
  all: given.all_proxy || given.ALL_PROXY || null,
  no: given.no_proxy || given.NO_PROXY || '',
});

/**
 * Reads the environment over `.env`. Throws `config-invalid` with every wrong value by name at once.
 */
export function readConfig(given: NodeJS.ProcessEnv = { ...dotEnv(), ...process.env }): Config {
  const read = environment.safeParse(given);
  if (!read.success) fail({ cause: 'config-invalid', problems: read.error.issues.map(problem) });
  const env = read.data;
  return {
    discord: env.DISCORD_TOKEN
      ? { token: env.DISCORD_TOKEN, apiUrl: env.DISCORD_API_URL, guildId: env.DISCORD_GUILD_ID }
      : null,
    telegram: env.TELEGRAM_TOKEN
      ? { token: env.TELEGRAM_TOKEN, apiUrl: env.TELEGRAM_API_URL?.replace(/\/+$/, '') }
      : null,
    redisUrl: env.REDIS_URL ?? null,
    dataDir: resolve(env.PUSHMEDIC_DATA_DIR ?? './data'),
    owners: env.PUSHMEDIC_OWNERS ?? [],
    keyFile: env.PUSHMEDIC_KEY_FILE ?? null,
    secret: env.PUSHMEDIC_SECRET ?? null,
    allow: env.PUSHMEDIC_ALLOW ?? parseAllow(undefined),
    httpPort: env.PUSHMEDIC_HTTP_PORT ?? null,
    locale: localeOf(given),
    plain: Boolean(given.NO_COLOR),
    proxy: proxySetting(env.PUSHMEDIC_PROXY, given),
    logLevel: env.LOG_LEVEL ?? 'info',
  };
}
