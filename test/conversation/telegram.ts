import { makeTelegram } from '../../src/chat/telegram/index.ts';
import { makeNotes } from '../chat/fake-host.ts';
import { pictureOf } from '../chat/telegram/picture.ts';
import { startTelegram, testToken } from '../chat/telegram/server/server.ts';
import type { Chat, Message } from '../chat/telegram/server/world.ts';
import { quiet } from '../support/redis.ts';
import type { House } from './house.ts';
import type { Place, Room, Shown, Who } from './room.ts';

/** The real Telegram client on a house, against the strict local server, whose rates are no subject here. */
export async function telegramRoom(house: House, language: 'en' | 'zh-hans'): Promise<Room> {
  const telegram = await startTelegram({ burst: 1_000, groupPerMinute: 1_000, perSecond: 1_000 });
  const people = {
    anna: telegram.user('Anna', language),
    bert: telegram.user('Bert', language),
    carl: telegram.user('Carl', language),
    dora: telegram.user('Dora', language),
    emil: telegram.user('Emil', language),
  };
  const group = telegram.group('home');
  const chats = [group, ...Object.values(people).map((one) => telegram.direct(one))];
  const chat = (who: Who, place: Place): Chat => (place === 'group' ? group : telegram.direct(people[who]));
  const key = (message: Message) => `${message.chat}/${message.id}`;
  const all = () => chats.flatMap((one) => telegram.written(one)).sort((a, b) => a.id - b.id);
  const find = (id: string): Message => {
    const found = all().find((one) => key(one) === id);
    if (!found) throw new Error(`no message ${id}`);
    return found;
  };
  await house.open(
    makeTelegram({
      token: testToken,
      apiUrl: telegram.apiUrl,
      host: house.host,
      notes: makeNotes(),
      log: quiet,
    }),
  );

  const shownAs = (message: Message): Shown => ({
    id: key(message),
    place: message.chat === group.id ? 'group' : 'alone',
    chat: chats.findIndex(({ id }) => id === message.chat),
    only: false,
    text: message.photo ? '' : message.html,
    buttons: message.keyboard.flat().map(({ text, style, url }) => ({
      label: text,
      style: url === undefined ? (style ?? 'secondary') : url,
    })),
    pictures: message.photo ? [{ alt: message.html, png: message.photo }] : [],
    files: message.document ? [message.document.name] : [],
    working: message.html.startsWith('<b>⏳'),
    painted: message.painted.length,
    page: () =>
      pictureOf({
        html: message.photo ? '' : message.html,
        keyboard: message.keyboard,
        photos: message.photo ? [{ data: message.photo, caption: message.text }] : [],
      }),
  });

  return {
    person: (who) => `telegram:${people[who].id}`,
    async type(who, place, command, args) {
      const flags = Object.entries(args).filter(([name]) => name === 'keep-fixed');
      const values = Object.entries(args).filter(([name]) => name !== 'keep-fixed');
      const line = [...values.map(([, value]) => value), ...flags.map(([name]) => `--${name}`)];
      telegram.say(people[who], chat(who, place), [`/${command}`, ...line].join(' '));
    },
    async write(who, place, text, replyTo) {
      telegram.say(people[who], chat(who, place), text, replyTo === null ? {} : { replyTo: find(replyTo) });
    },
    async press(who, id, label) {
      const message = find(id);
      const data = message.keyboard.flat().find(({ text }) => text === label)?.callback_data;
      if (data === undefined) throw new Error(`no button ${label} under ${message.text}`);
      const press = async () => {
        await telegram.answered(telegram.press(people[who], message, { data }));
      };
      await press();
      return press;
    },
    async pressOld(who, id) {
      await telegram.answered(telegram.press(people[who], find(id), { data: 'forgotten' }));
    },
    form: null,
    async card(who, of) {
      telegram.say(people[who], telegram.direct(people[who]), '', { contact: people[of] });
    },
    illustrated: 2,
    shown: () => all().map(shownAs),
    violations: () => telegram.violations(),
    close: () => telegram.close(),
  };
}
