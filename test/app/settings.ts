import { readConfig } from '../../src/app/config.ts';
import { testToken as discordToken } from '../chat/discord/server/server.ts';
import { testToken as telegramToken } from '../chat/telegram/server/server.ts';
import type { Town } from '../e2e/town.ts';

/** Of the right shape, but nobody's. */
export const strangeDiscordToken = `${discordToken.slice(0, -6)}wrong1`;
export const strangeTelegramToken = `${telegramToken.slice(0, -6)}wrong2`;

/** Nothing listens there. */
export const nowhere = 'http://127.0.0.1:1';

/** The configuration of a town, with more of the environment set. */
export const configOf = (place: Town, more: Record<string, string> = {}) =>
  readConfig({ ...place.env, ...more });

export const secrets = [
  discordToken,
  telegramToken,
  strangeDiscordToken,
  strangeTelegramToken,
  'correct horse battery staple',
];
