import { afterAll, beforeAll, expect, test } from 'vitest';
import { speak } from '../../src/words/words.ts';
import { buttonId, buttonsOf, textOf as markdownOf } from '../chat/discord/server/read.ts';
import { type Discord, startDiscord, testToken } from '../chat/discord/server/server.ts';
import type { Message } from '../chat/discord/server/world.ts';
import { startTelegram, type Telegram, testToken as telegramToken } from '../chat/telegram/server/server.ts';
import { until } from '../chat/until.ts';
import { build, type Running, start } from './process.ts';
import { type Town, town } from './town.ts';

const patience = 60_000;

let place: Town;
let discord: Discord;
let telegram: Telegram;
let bot: Running;
let worker: Running;

beforeAll(async () => {
  build();
  place = await town();
  discord = await startDiscord();
  telegram = await startTelegram();
  const env = {
    ...place.env,
    DISCORD_TOKEN: testToken,
    DISCORD_API_URL: discord.apiUrl,
    TELEGRAM_TOKEN: telegramToken,
    TELEGRAM_API_URL: telegram.apiUrl,
  };
  bot = start(['bot'], env);
  worker = start(['worker'], env);
  await Promise.all([
    bot.says(/discord: listening/),
    bot.says(/telegram: listening/),
    worker.says(/running/),
  ]);
}, 60_000);

afterAll(async () => {
  expect(await bot.stop()).toBe(0);
  expect(await worker.stop()).toBe(0);
  await discord.close();
  await telegram.close();
  await place.close();
});

/** What a person reads: the Markdown without the escapes. */
const textOf = (message: Message) => markdownOf(message).replace(/\\(.)/g, '$1');

/** What stands before a name that is hidden here. */
const before = (text: string) => text.split('@')[0] ?? '';

const label = (message: Message, text: string) => buttonsOf(message).some((one) => one.label === text);

test.each([
  ['en', 'en-US'],
  ['zh', 'zh-CN'],
] as const)(
  'from claim to revert, from the platforms’ side only (%s)',
  { timeout: 240_000 },
  async (language, locale) => {
    const say = speak(language);
    const name = `home-${language}`;
    const person = discord.user(`anna-${language}`, locale);
    const { channel } = discord.guild(name);
    const type = (command: string, options: Record<string, string> = {}) =>
      discord.typeCommand(person, channel, command, options);
    const shows = (what: string, message: { id: string }) =>
      until(
        `${what} in message ${message.id}`,
        () => {
          const now = discord.world.messages.get(message.id);
          return now && textOf(now).includes(what) ? now : null;
        },
        patience,
      );

    const posted = (what: string) =>
      until(
        what,
        () => [...discord.world.messages.values()].find((one) => textOf(one).includes(what)),
        patience,
      );

    if (language === 'en') {
      const code = (await bot.says(/\/claim ([\w-]+)/))[1] ?? '';
      expect(textOf(await discord.answer(type('claim', { code })))).toContain(say('claim.title'));
    } else {
      const owner = [...discord.world.users.values()].find(({ username }) => username === 'anna-en');
      if (!owner) throw new Error('nobody owns the bot');
      const linked = await discord.answer(discord.typeCommand(owner, channel, 'link'));
      const code = /\/link ([\w-]+)/.exec(textOf(linked))?.[1] ?? '';
      expect(textOf(await discord.answer(type('link', { code })))).toContain(say('link.done'));
    }

    const asked = await discord.answer(type('router add', { name, address: place.address }));
    const question = await shows(place.router.hostKey.sha256, asked);
    discord.press(person, question, buttonId(question, say('button.trust')));
    await shows(say('trust.title', { router: name }), question);

    // After the round before, the phone's connections are kept: made anew they are offloaded, as at the beginning.
    place.router.reconnectPhone();
    const looking = await discord.answer(type('diagnose', { router: name }));
    const found = await shows(before(say('verdict.impaired.of', { router: name, phones: '@' })), looking);
    discord.press(person, found, buttonId(found, say('button.apply')));
    // In place first, and proven only when the phone has shown it, in a message that is heard.
    const applied = await shows(say('cure.applied.title', { router: name }), found);
    expect(label(applied, say('button.apply'))).toBe(false);
    // With the phone or without: whose connection showed it is not always known.
    await posted(say('cure.proof.proven.title', { router: name }).split(/[,，]/)[0] ?? '');
    expect(place.router.rules().filter((rule) => rule.includes('pushmedic:'))).toHaveLength(2);

    // What is older than the rules is told as that; the message says what to do: Wi-Fi off and on, and two minutes.
    place.router.reconnectPhone();
    place.router.skip(180);

    // The same person goes on in Telegram.
    const code = /\/link ([\w-]+)/.exec(textOf(await discord.answer(type('link'))))?.[1] ?? '';
    const same = telegram.user(`Anna ${language}`, language === 'zh' ? 'zh-hans' : 'en');
    const chat = telegram.direct(same);
    const writes = (what: string) =>
      until(
        `${what} in Telegram`,
        () => telegram.written(chat).find(({ text }) => text.includes(what)),
        patience,
      );
    telegram.say(same, chat, `/link ${code}`);
    await writes(say('link.done'));
    telegram.say(same, chat, `/fix ${name}`);
    const healthy = await writes(before(say('verdict.healthy.of', { router: name, phones: '@' })));
    telegram.press(same, healthy, say('button.revert'));
    await writes(say('cure.reverted.title', { router: name }));
    expect(telegram.violations()).toEqual([]);
    expect(place.router.rules().filter((rule) => rule.includes('pushmedic:'))).toEqual([]);
    expect(discord.violations()).toEqual([]);
  },
);

test('no token, key or secret reaches the log', () => {
  const logs = bot.log() + worker.log();
  expect(logs).not.toContain(testToken);
  expect(logs).not.toContain(telegramToken);
  expect(logs).not.toContain('correct horse');
  expect(logs).not.toMatch(/PRIVATE KEY/);
});
