// The README's pictures: what a real bot sends to our local servers, drawn by Chromium. Run by `node test/pictures/make.mjs`.
import { speak } from '../../src/words/words.ts';
import { pictureOf } from '../chat/discord/picture.ts';
import { buttonId, textOf as markdownOf } from '../chat/discord/server/read.ts';
import { startDiscord, testToken } from '../chat/discord/server/server.ts';
import type { Message as DiscordMessage } from '../chat/discord/server/world.ts';
import { pictureOf as telegramPage } from '../chat/telegram/picture.ts';
import { startTelegram, testToken as telegramToken } from '../chat/telegram/server/server.ts';
import { until } from '../chat/until.ts';
import { start } from '../e2e/process.ts';
import { town } from '../e2e/town.ts';
import { draw } from './draw.ts';
import { drawNotices } from './notices.ts';

/** What a person reads: the Markdown without the escapes. */
const textOf = (message: DiscordMessage) => markdownOf(message).replace(/\\(.)/g, '$1');

const discordPage = ({ components }: DiscordMessage) => pictureOf({ components });

const place = await town();
const discord = await startDiscord();
const telegram = await startTelegram();
const running = start([], {
  ...place.env,
  DISCORD_TOKEN: testToken,
  DISCORD_API_URL: discord.apiUrl,
  TELEGRAM_TOKEN: telegramToken,
  TELEGRAM_API_URL: telegram.apiUrl,
});
try {
  await Promise.all([running.says(/discord: listening/), running.says(/telegram: listening/)]);
  const say = speak('en');
  const zh = speak('zh');
  const anna = discord.user('anna');
  // A private talk: nothing has to be masked.
  const channel = discord.direct(anna);
  const code = (await running.says(/\/claim ([\w-]+)/))[1] ?? '';
  const ask = async (command: string, options: Record<string, string> = {}) =>
    discord.answer(discord.typeCommand(anna, channel, command, options));
  const shows = (what: string, { id }: DiscordMessage) =>
    until(
      what,
      () => {
        const now = discord.world.messages.get(id);
        return now && textOf(now).includes(what) ? now : null;
      },
      60_000,
    );
  const before = (text: string) => text.split('@')[0] ?? '';
  const posted = (what: string) =>
    until(
      what,
      () => [...discord.world.messages.values()].find((one) => textOf(one).includes(what)) ?? null,
      60_000,
    );
  await ask('claim', { code });
  const question = await shows('SHA256', await ask('router add', { name: 'home', address: place.address }));
  await draw('discord-trust', discordPage(question));
  discord.press(anna, question, buttonId(question, say('button.trust')));
  await shows(say('trust.title', { router: 'home' }), question);
  const found = await shows(
    before(say('verdict.impaired.of', { router: 'home', phones: '@' })),
    await ask('diagnose'),
  );
  await draw('discord-diagnose', discordPage(found));
  discord.press(anna, found, buttonId(found, say('button.apply')));
  const proven = before(say('cure.proof.proven.title.of', { router: 'home', phone: '@' }));
  await draw('discord-proven', discordPage(await posted(proven)));

  const link = /\/link ([\w-]+)/.exec(textOf(await ask('link')))?.[1] ?? '';
  const same = telegram.user('Anna', 'zh-hans');
  const chat = telegram.direct(same);
  const writes = (what: string) =>
    until(what, () => telegram.written(chat).find(({ text }) => text.includes(what)), 60_000);
  telegram.say(same, chat, `/link ${link}`);
  await writes(zh('link.done'));
  telegram.say(same, chat, '/revert');
  const asked = await writes(zh('revert.ask.title', { router: 'home' }));
  telegram.press(same, asked, zh('button.revert'));
  await writes(zh('cure.reverted.title', { router: 'home' }));
  telegram.say(same, chat, '/fix');
  await draw('telegram-fix-zh', telegramPage({ ...(await writes(zh('button.cancel'))), photos: [] }));
} finally {
  await running.stop();
  await discord.close();
  await telegram.close();
  await place.close();
}
await drawNotices();
