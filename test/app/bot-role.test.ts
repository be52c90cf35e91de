import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Core, hostOn, openCore, platformsFor, startBot } from '../../src/app/wiring.ts';
import type { Platform } from '../../src/chat/platform.ts';
import { speak } from '../../src/words/words.ts';
import { textOf } from '../chat/discord/server/read.ts';
import { type Discord, testToken as discordToken, startDiscord } from '../chat/discord/server/server.ts';
import { startTelegram, type Telegram, testToken as telegramToken } from '../chat/telegram/server/server.ts';
import { until } from '../chat/until.ts';
import { type Town, town } from '../e2e/town.ts';
import { listeningLog } from '../support/redis.ts';
import { configOf, nowhere, secrets, strangeDiscordToken, strangeTelegramToken } from './settings.ts';

let place: Town;
let discord: Discord;
let telegram: Telegram;
let core: Core;
let ends: (() => Promise<void>)[];

beforeEach(async () => {
  place = await town();
  discord = await startDiscord();
  telegram = await startTelegram();
  ends = [() => place.close(), () => discord.close(), () => telegram.close()];
});
afterEach(async () => {
  for (const end of ends.reverse()) await end();
});

/** The bot role with both platforms configured, but for what `more` says. */
async function run(more: Record<string, string>) {
  const { log, lines } = listeningLog();
  const config = configOf(place, {
    DISCORD_TOKEN: discordToken,
    DISCORD_API_URL: discord.apiUrl,
    TELEGRAM_TOKEN: telegramToken,
    TELEGRAM_API_URL: telegram.apiUrl,
    ...more,
  });
  core = await openCore(config, log);
  ends.push(() => core.close());
  const platforms = await platformsFor(config, hostOn(core, 'key', log), core, log);
  const bot = startBot(platforms, core, log);
  const failed = bot.failed.catch((error: unknown) => error);
  ends.push(() => bot.stop());
  const noSecrets = () => {
    for (const secret of secrets) expect(lines.join('')).not.toContain(secret);
  };
  const isConnected = (id: Platform['id']) => platforms.find((one) => one.id === id)?.downSince() === null;
  return { failed, lines, noSecrets, isConnected };
}

const welcome = speak('en')('stranger.title');

async function telegramWorks(): Promise<void> {
  const eve = telegram.user('Eve');
  telegram.say(eve, telegram.direct(eve), '/status');
  await telegram.message(telegram.direct(eve), welcome);
}

async function discordWorks(): Promise<void> {
  const { channel } = await until('the commands are registered', () =>
    (discord.world.commands.get('global')?.length ?? 0) > 0 ? discord.guild('home') : null,
  );
  const asked = discord.typeCommand(discord.user('eve'), channel, 'status');
  await until('an answer', () => {
    const said = [...discord.world.messages.values()].filter(({ interaction }) => interaction === asked.id);
    return said.some((message) => textOf(message).includes(welcome));
  });
}

test.each([
  ['has a wrong token', { DISCORD_TOKEN: strangeDiscordToken }, /discord.*could not be started.*doctor/],
  ['cannot be reached', { DISCORD_API_URL: nowhere }, /discord/],
] as const)('Discord %s: Telegram works, the log says what to do', async (_, more, said) => {
  const { lines, noSecrets } = await run(more);
  await telegramWorks();
  await until('a line about Discord', () => lines.some((line) => said.test(line)));
  noSecrets();
});

test.each([
  ['has a wrong token', { TELEGRAM_TOKEN: strangeTelegramToken }, /telegram.*could not be started.*doctor/],
  ['cannot be reached', { TELEGRAM_API_URL: nowhere }, /telegram/],
] as const)('Telegram %s: Discord works, the log says what to do', async (_, more, said) => {
  const { lines, noSecrets } = await run(more);
  await discordWorks();
  await until('a line about Telegram', () => lines.some((line) => said.test(line)));
  noSecrets();
});

test('it is known which platform is connected', async () => {
  const { isConnected } = await run({});
  expect([isConnected('discord'), isConnected('telegram')]).toEqual([false, false]);
  await until('both are connected', () => isConnected('discord') && isConnected('telegram'));
  await telegram.close();
  await until('Telegram is away', () => !isConnected('telegram'));
  expect(isConnected('discord')).toBe(true);
  await discord.close();
  await until('Discord is away', () => !isConnected('discord'));
});

test('both tokens are wrong: the role fails, with the cause', async () => {
  const { failed, noSecrets } = await run({
    DISCORD_TOKEN: strangeDiscordToken,
    TELEGRAM_TOKEN: strangeTelegramToken,
  });
  expect(await failed).toMatchObject({ failure: { cause: 'token-rejected' } });
  noSecrets();
});
