import type { Host, Platform } from '../../src/chat/platform.ts';
import type { AccountId, Address } from '../../src/model/address.ts';
import { textOf } from './discord/server/read.ts';
import { startBot as startDiscordBot } from './discord/set-up.ts';
import type { Chat } from './telegram/server/world.ts';
import { startBot as startTelegramBot } from './telegram/set-up.ts';
import { until } from './until.ts';

type Who = 'owner' | 'operator';
type Where = 'group' | 'direct' | 'migrated';

/** Two people, a group of theirs, another group, and the bot: the same on both platforms. */
export interface ChatTown {
  platform: Platform;
  owner: AccountId;
  operator: AccountId;
  group: Address;
  other: Address;
  direct: Address;
  type(who: Who, command: string, args: Record<string, string>, where?: Where): Promise<void>;
  /** An administrator who speaks for the group, where the platform has that. */
  typeAsAdmin?(line: string): Promise<void>;
  /** Presses a button of the group's message that says `text`; where the answer is read by all, not by one alone. */
  press?(who: Who, text: string, label: string): Promise<void>;
  /** What the bot's messages in a chat say now. */
  texts(chat: Address): string[];
  /** Alternative texts (Discord) or captions (Telegram) of its pictures. */
  pictures(chat: Address): string[];
  violations(): unknown[];
  close(): Promise<void>;
}

export async function discordTown(host: Host): Promise<ChatTown> {
  const { discord, platform, person: anna, channel, close } = await startDiscordBot(host);
  const people = { owner: anna, operator: discord.user('bert') };
  const other = discord.guild('club').channel;
  const direct = discord.direct(anna);
  const at = (chat: string): Address => ({ platform: 'discord', chat, group: true });
  const messages = (chat: Address) =>
    [...discord.world.messages.values()].filter(
      (one) => one.channel === chat.chat && !one.deleted && one.only === null,
    );
  return {
    platform,
    owner: `discord:${anna.id}`,
    operator: `discord:${people.operator.id}`,
    group: at(channel.id),
    other: at(other.id),
    direct: { platform: 'discord', chat: direct.id },
    async type(who, command, args, where = 'group') {
      await discord.answer(
        discord.typeCommand(people[who], where === 'direct' ? direct : channel, command, args),
      );
    },
    texts: (chat) => messages(chat).map((one) => plainOf(textOf(one))),
    pictures: (chat) =>
      messages(chat).flatMap((one) => one.attachments.map((file) => file.description ?? '')),
    violations: () => discord.violations(),
    close,
  };
}

/** Markdown without its escapes. */
const plainOf = (markdown: string): string => markdown.replace(/\\(.)/g, '$1');

export async function telegramTown(host: Host): Promise<ChatTown & { migrate(): Address }> {
  const { telegram, platform, person: anna, chat: direct, group, close } = await startTelegramBot(host);
  telegram.world.options.burst = 100;
  const people = { owner: anna, operator: telegram.user('Bert') };
  const other = telegram.group('club');
  const at = ({ id }: Chat): Address => ({ platform: 'telegram', chat: String(id), group: true });
  let migrated = group;
  const written = ({ chat }: Address) => {
    const found = telegram.world.chats.get(Number(chat));
    return found ? telegram.written(found) : [];
  };
  return {
    platform,
    owner: `telegram:${anna.id}`,
    operator: `telegram:${people.operator.id}`,
    group: at(group),
    other: at(other),
    direct: { platform: 'telegram', chat: String(direct.id) },
    async type(who, command, args, where = 'group') {
      const chat = { group, direct, migrated }[where];
      telegram.say(people[who], chat, `/${command} ${Object.values(args).join(' ')}`);
    },
    async typeAsAdmin(line) {
      const before = telegram.written(group).length;
      telegram.say(people.operator, group, line, { as: 'group' });
      await until('a remark', () => telegram.written(group).length > before || null);
    },
    async press(who, text, label) {
      telegram.press(people[who], await telegram.message(group, text), label);
    },
    texts: (chat) => written(chat).flatMap(({ photo, text }) => (photo ? [] : [text])),
    pictures: (chat) => written(chat).flatMap(({ photo, text }) => (photo ? [text] : [])),
    migrate() {
      migrated = telegram.migrate(group);
      return at(migrated);
    },
    violations: () => telegram.violations(),
    close,
  };
}
