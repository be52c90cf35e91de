import packageJson from '../../../package.json' with { type: 'json' };
import type { Say } from '../../words/words.ts';
import type { Config } from '../config.ts';
import { attention, type Checked, fine, off } from './check.ts';

/** Discord refuses whoever does not say so: https://discord.com/developers/docs/reference#user-agent */
const userAgent = `DiscordBot (pushmedic, ${packageJson.version})`;

/** Longest wait for a platform, ms. */
const patienceMs = 10_000;

interface Question {
  name: string;
  url: string;
  headers: Record<string, string>;
  /** Where a new token is made. */
  where: string;
  /** The bot's own name in the answer. */
  nameIn(body: unknown): string;
}

const field = (body: unknown, ...path: string[]): string =>
  String(
    path.reduce<unknown>(
      (at, key) => (at !== null && typeof at === 'object' ? Reflect.get(at, key) : undefined),
      body,
    ) ?? '?',
  );

async function ask({ name, url, headers, where, nameIn }: Question, say: Say): Promise<Checked> {
  try {
    const response = await fetch(url, { headers, signal: AbortSignal.timeout(patienceMs) });
    if (response.ok) return fine(name, say('doctor.token.good', { name: nameIn(await response.json()) }));
    if (response.status === 401 || response.status === 404)
      return attention(name, say('doctor.token.wrong', { where }));
    return attention(name, say('doctor.token.unreachable', { detail: `HTTP ${response.status}` }));
  } catch (error) {
    // The message of a failed fetch may hold the URL, and Telegram's holds the token.
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
    const detail =
      cause instanceof Error && 'code' in cause && typeof cause.code === 'string'
        ? cause.code
        : cause instanceof Error
          ? cause.name
          : 'error';
    return attention(name, say('doctor.token.unreachable', { detail }));
  }
}

/** Whether each platform takes its token. */
export function checkTokens({ discord, telegram }: Config, say: Say): Promise<Checked[]> {
  const discordRoot = discord?.apiUrl ?? 'https://discord.com/api';
  const telegramRoot = telegram?.apiUrl ?? 'https://api.telegram.org';
  return Promise.all([
    discord
      ? ask(
          {
            name: say('doctor.discord'),
            url: `${discordRoot.replace(/\/+$/, '')}/v10/users/@me`,
            headers: { authorization: `Bot ${discord.token}`, 'user-agent': userAgent },
            where: 'Discord Developer Portal → Bot → Reset Token',
            nameIn: (body) => field(body, 'username'),
          },
          say,
        )
      : off(say('doctor.discord'), say('doctor.token.unset')),
    telegram
      ? ask(
          {
            name: say('doctor.telegram'),
            url: `${telegramRoot}/bot${telegram.token}/getMe`,
            headers: {},
            where: 'Telegram, @BotFather: /token',
            nameIn: (body) => `@${field(body, 'result', 'username')}`,
          },
          say,
        )
      : off(say('doctor.telegram'), say('doctor.token.unset')),
  ]);
}
