import { fetch } from 'undici';
import packageJson from '../../../package.json' with { type: 'json' };
import { makeProxies, type Proxies } from '../../chat/proxy/proxies.ts';
import { shownProxy } from '../../chat/proxy/setting.ts';
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

async function ask(
  { name, url, headers, where, nameIn }: Question,
  proxies: Proxies,
  say: Say,
): Promise<Checked> {
  const proxy = proxies.proxyFor(url);
  try {
    const dispatcher = proxies.dispatcherFor(url);
    const signal = AbortSignal.timeout(patienceMs);
    const response = await fetch(url, { headers, signal, ...(dispatcher && { dispatcher }) });
    if (response.ok) {
      const good = say('doctor.token.good', { name: nameIn(await response.json()) });
      return fine(name, proxy ? say('doctor.token.proxied', { good, proxy: shownProxy(proxy) }) : good);
    }
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
    if (proxy) return attention(name, say('doctor.token.proxy-failed', { proxy: shownProxy(proxy), detail }));
    return attention(name, say('doctor.token.unreachable', { detail }));
  }
}

/** Whether each platform takes its token. */
export function checkTokens({ discord, telegram, proxy }: Config, say: Say): Promise<Checked[]> {
  const proxies = makeProxies(proxy);
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
          proxies,
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
          proxies,
          say,
        )
      : off(say('doctor.telegram'), say('doctor.token.unset')),
  ]);
}
