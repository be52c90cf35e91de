import { makeDiscord } from '../../src/chat/discord/index.ts';
import { pictureOf } from '../chat/discord/picture.ts';
import { flag, flatten } from '../chat/discord/server/message-rules.ts';
import { buttonId, buttonsOf, textOf } from '../chat/discord/server/read.ts';
import { asList, asObject, asText } from '../chat/discord/server/schema.ts';
import { startDiscord, testToken } from '../chat/discord/server/server.ts';
import type { Message } from '../chat/discord/server/world.ts';
import { makeNotes } from '../chat/fake-host.ts';
import { quiet } from '../support/redis.ts';
import type { House } from './house.ts';
import type { Place, Room, Shown, Who } from './room.ts';

const styles: Record<number, string> = { 1: 'primary', 2: 'secondary', 3: 'success', 4: 'danger' };

/** The real Discord client on a house, against the strict local server. */
export async function discordRoom(house: House, locale: 'en-US' | 'zh-CN'): Promise<Room> {
  const discord = await startDiscord();
  const people = {
    anna: discord.user('Anna', locale),
    bert: discord.user('Bert', locale),
    carl: discord.user('Carl', locale),
    dora: discord.user('Dora', locale),
    emil: discord.user('Emil', locale),
  };
  const group = discord.guild('home').channel;
  const channel = (who: Who, place: Place) => (place === 'group' ? group : discord.direct(people[who]));
  const chats = [group.id, ...Object.values(people).map((one) => discord.direct(one).id)];
  const find = (id: string): Message => {
    const found = discord.world.messages.get(id);
    if (!found) throw new Error(`no message ${id}`);
    return found;
  };
  await house.open(
    makeDiscord({
      token: testToken,
      apiUrl: discord.apiUrl,
      host: house.host,
      notes: makeNotes(),
      log: quiet,
    }),
  );

  const shownAs = (message: Message): Shown => ({
    id: message.id,
    place: message.channel === group.id ? 'group' : 'alone',
    chat: chats.indexOf(message.channel),
    only: message.only !== null && message.channel === group.id,
    text: textOf(message),
    buttons: buttonsOf(message).map(({ label, style }) => ({ label, style: styles[style] ?? String(style) })),
    pictures: message.attachments
      .filter(({ filename }) => filename.endsWith('.png'))
      .map(({ description, data }) => ({ alt: description ?? '', png: data })),
    files: message.attachments.map(({ filename }) => filename).filter((name) => name.endsWith('.txt')),
    working: (message.flags & flag.loading) !== 0 || textOf(message).startsWith('### ⏳'),
    painted: message.painted.length,
    page: () =>
      pictureOf(
        { components: message.components },
        Object.fromEntries(
          message.attachments.map(({ filename, data }) => [filename, data.toString('base64')]),
        ),
      ),
  });

  return {
    person: (who) => people[who].id,
    async type(who, place, command, args) {
      await discord.acknowledged(discord.typeCommand(people[who], channel(who, place), command, args));
    },
    async write(who, place, text, replyTo) {
      const called = place === 'group' && replyTo === null ? `<@${discord.world.bot.id}> ${text}` : text;
      const how = replyTo === null ? {} : { replyTo: find(replyTo) };
      discord.write(people[who], channel(who, place), called, how);
    },
    async press(who, id, label) {
      const button = buttonId(find(id), label);
      const press = async (force: boolean) => {
        await discord.acknowledged(discord.press(people[who], find(id), button, { force }));
      };
      await press(false);
      return () => press(true);
    },
    async pressOld(who, id) {
      await discord.acknowledged(discord.press(people[who], find(id), 'forgotten', { force: true }));
    },
    async form(who, typed) {
      const opened = discord.typeCommand(people[who], channel(who, 'alone'), 'router add');
      await discord.acknowledged(opened);
      const modal = asObject(opened.modal ?? {});
      await discord.acknowledged(discord.submitModal(people[who], opened, typed));
      const inputs = flatten(asList(modal.components)).filter(({ type }) => type === 18);
      return [
        asText(modal.title),
        ...inputs.map((one) => `- ${asText(one.label)}: ${asText(one.description)}`),
      ].join('\n');
    },
    card: null,
    illustrated: 1,
    shown: () =>
      [...discord.world.messages.values()]
        .filter(({ author, deleted }) => author === discord.world.bot.id && !deleted)
        .map(shownAs),
    violations: () => discord.violations(),
    close: () => discord.close(),
  };
}
