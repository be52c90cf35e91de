import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseEnv } from 'node:util';
import { z } from 'zod';
import { readAccount } from '../chat/account.ts';
import { type ProxySetting, parseProxy } from '../chat/proxy/setting.ts';
import type { AccountId } from '../model/address.ts';
import { fail } from '../model/failure.ts';
import { nearest } from '../model/nearest.ts';
import { ownZone } from '../notices/quiet.ts';
import { knownZone } from '../notices/zones/read.ts';
import { type Allow, parseAllow } from '../ssh/address.ts';
import { findService, type Service } from './service.ts';

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
  /** Address on which health and metrics are served. */
  httpHost: string;
  /** IANA name of the zone in which people are told times when they have set none. */
  timezone: string;
  /** `files`: strangers may have files diagnosed. */
  public: 'files' | null;
  /** The person's locale as the system says it, e.g. `zh_CN.UTF-8`. */
  locale: string | undefined;
  /** Socket of this person's ssh-agent. */
  agent: string | null;
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
      const account = readAccount(word);
      if (account !== null) return [account];
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

const timezone = z.string().transform((text, context) => {
  const zone = knownZone(text.trim());
  if (zone === null) context.addIssue('is no time zone such as Europe/Berlin');
  return zone ?? '';
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
  PUSHMEDIC_HTTP_HOST: optional(z.union([z.ipv4(), z.ipv6(), z.hostname()], 'must be an address or a name')),
  PUSHMEDIC_TIMEZONE: optional(timezone),
  PUSHMEDIC_PUBLIC: optional(z.literal('files', 'may only be: files')),
  LOG_LEVEL: optional(z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'])),
});

/** Names of all settings. */
export const settingNames = Object.keys(environment.shape);

/** The variables of `.env` in the working directory; none when there is no such file. */
function dotEnv(): NodeJS.Dict<string> {
  try {
    return parseEnv(readFileSync('.env', 'utf8'));
  } catch {
    return {};
  }
}

/** The person's locale as the system says it: also for complaints about a configuration that cannot be read. */
export const localeOf = (given: NodeJS.ProcessEnv = process.env): string | undefined =>
  given.LC_ALL || given.LC_MESSAGES || given.LANG || undefined;

/** How a person calls this program here: by `npm start` in a clone (npm names the script it runs), else by its own name. */
export const calledAs = (given: NodeJS.ProcessEnv = process.env): string =>
  given.npm_lifecycle_event === 'start' ? 'npm start --' : 'pushmedic';

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

/** Names that begin like ours and are none: a slip that would otherwise be passed over. */
function strangers(given: NodeJS.ProcessEnv): string[] {
  return Object.keys(given)
    .filter((name) => /^(?:PUSHMEDIC|DISCORD|TELEGRAM)_/.test(name) && !settingNames.includes(name))
    .map((name) => {
      const meant = nearest(name, settingNames);
      return `${name}: there is no such setting${meant === null ? '' : `; ${meant} is one`}`;
    });
}

/**
 * Reads the environment over `.env`. Throws `config-invalid` with every wrong value and every unknown name at once.
 */
export function readConfig(given: NodeJS.ProcessEnv = { ...dotEnv(), ...process.env }): Config {
  const read = environment.safeParse(given);
  const problems = [...(read.error?.issues.map(problem) ?? []), ...strangers(given)];
  if (!read.success || problems.length > 0) return fail({ cause: 'config-invalid', problems });
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
    httpHost: env.PUSHMEDIC_HTTP_HOST ?? '127.0.0.1',
    timezone: env.PUSHMEDIC_TIMEZONE ?? ownZone(),
    public: env.PUSHMEDIC_PUBLIC ?? null,
    locale: localeOf(given),
    agent: given.SSH_AUTH_SOCK || null,
    plain: Boolean(given.NO_COLOR),
    proxy: proxySetting(env.PUSHMEDIC_PROXY, given),
    logLevel: env.LOG_LEVEL ?? 'info',
  };
}

/** Settings of the bot of this machine, for calls about it that run beside it. */
export interface BotConfig {
  config: Config;
  /** The service that runs with these settings. */
  service: Service | null;
  /** A service that keeps its data elsewhere. */
  other: Service | null;
}

/** As {@link readConfig}; where a service is installed and no other data directory is set, the service's settings. */
export function readBotConfig(): BotConfig {
  const own = { ...dotEnv(), ...process.env };
  const service = findService(own.SYSTEMD_UNIT_PATH);
  if (service === null) return { config: readConfig(own), service: null, other: null };
  const config = readConfig(own.PUSHMEDIC_DATA_DIR ? own : { ...dotEnv(), ...service.env, ...process.env });
  const isIts = config.dataDir === service.env.PUSHMEDIC_DATA_DIR;
  return { config, service: isIts ? service : null, other: isIts ? null : service };
}
