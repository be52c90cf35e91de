import { until } from '../../until.ts';
import { storeMessage } from './messages.ts';
import { botJson, chatJson, messageJson, queryJson, userJson } from './payloads.ts';
import type { Polling } from './polling.ts';
import { type Chat, type Message, messageKey, type Query, type User, type World } from './world.ts';

/** Messages of anonymous administrators come from this account. */
const anonymousBot = { id: 1087968824, is_bot: true, first_name: 'Group', username: 'GroupAnonymousBot' };

export interface Said {
  replyTo?: Message;
  /** Topic of a forum. */
  thread?: number;
  /** How long ago, ms. */
  agoMs?: number;
  /** The person speaks for the group, or for a channel. */
  as?: 'group' | 'channel';
  /** Mentions the person by a link, where their name stands in the text. */
  mention?: User;
  /** Instead of a text: the card of somebody, of whom the client knows the account or a telephone number alone. */
  contact?: User | 'number';
}

let lastUser = 5_000_000_000;

/** What people do in the client. Updates come as a real server gives them to a bot in privacy mode. */
export function makeDriver(world: World, polling: () => Polling) {
  function user(first_name: string, language_code: string | undefined = 'en'): User {
    lastUser += 1;
    const made = { id: lastUser, first_name, language_code };
    world.users.set(made.id, made);
    world.chats.set(made.id, makeChat(made.id, 'private', first_name, 'new'));
    return made;
  }

  function direct({ id }: User): Chat {
    const chat = world.chats.get(id);
    if (!chat) throw new Error('no such person');
    return chat;
  }

  function group(title: string, { topics }: { topics?: number[] } = {}): Chat {
    const id = -1_000_000_000_000 - world.nextId();
    const chat = makeChat(id, 'supergroup', title, 'open');
    chat.topics = topics ? new Map(topics.map((topic) => [topic, 'open' as const])) : null;
    world.chats.set(id, chat);
    return chat;
  }

  /** In privacy mode a bot in a group gets commands and replies to itself. */
  function isHeard(chat: Chat, text: string, replyTo: Message | undefined): boolean {
    const isCommand = /^\/\w/.test(text);
    const isOthers = /^\/\w+@(?!pushmedic_bot\b)/i.test(text);
    return chat.type === 'private' || (isCommand && !isOthers) || replyTo?.from === world.bot.id;
  }

  function say(who: User, chat: Chat, text: string, how: Said = {}): Message {
    if (chat.type === 'private' && chat.state === 'new') chat.state = 'open';
    const message = storeMessage(world, {
      chat: chat.id,
      from: who.id,
      text,
      thread: how.thread ?? null,
      replyTo: how.replyTo?.id ?? null,
      date: Math.floor((Date.now() - (how.agoMs ?? 0)) / 1_000),
      entities: entitiesOf(text, how.mention),
      contact: how.contact === undefined ? null : cardOf(how.contact),
    });
    if (!isHeard(chat, text, how.replyTo)) return message;
    const mention = how.mention;
    const json = {
      ...messageJson(world, message),
      ...(mention === undefined ? {} : { entities: withUser(message, mention) }),
      ...(how.as === 'group' ? { from: anonymousBot, sender_chat: chatJson(chat) } : {}),
      ...(how.as === 'channel'
        ? { from: anonymousBot, sender_chat: { id: -1_009, type: 'channel', title: 'C' } }
        : {}),
    };
    polling().push('message', json);
    return message;
  }

  function press(who: User, message: Message, label: string | { data: string }): Query {
    const data =
      typeof label === 'string'
        ? message.keyboard.flat().find(({ text }) => text === label)?.callback_data
        : label.data;
    if (data === undefined) throw new Error(`no button ${String(label)} under ${message.text}`);
    const query: Query = {
      id: `${who.id}${world.nextId()}`,
      message: message.id,
      user: who.id,
      madeAt: Date.now(),
      agedMs: 0,
      deliveredAt: null,
      answeredAt: null,
      answer: null,
    };
    world.queries.set(query.id, query);
    polling().push('callback_query', queryJson(world, query, message, who, data), () => {
      query.deliveredAt ??= Date.now();
    });
    return query;
  }

  function memberChanged(chat: Chat, who: User, status: string): void {
    polling().push('my_chat_member', {
      chat: chatJson(chat),
      from: userJson(who),
      date: Math.floor(Date.now() / 1_000),
      old_chat_member: { user: botJson(world), status: 'member' },
      new_chat_member: { user: botJson(world), status, ...(status === 'kicked' ? { until_date: 0 } : {}) },
    });
  }

  const set = (chat: Chat, state: Chat['state']): void => {
    chat.state = state;
    chat.refused = 0;
  };

  return {
    user,
    direct,
    group,
    say,
    press,
    block(who: User): void {
      set(direct(who), 'blocked');
      memberChanged(direct(who), who, 'kicked');
    },
    unblock(who: User): void {
      set(direct(who), 'open');
      memberChanged(direct(who), who, 'member');
    },
    kick(chat: Chat, who: User): void {
      set(chat, 'kicked');
      memberChanged(chat, who, 'kicked');
    },
    add(chat: Chat, who: User): void {
      set(chat, 'open');
      memberChanged(chat, who, 'member');
    },
    set,
    /** The group becomes a supergroup with a new id: each is told of the other (https://core.telegram.org/bots/api#message). */
    migrate(chat: Chat): Chat {
      const made = group(chat.title);
      set(chat, 'migrated');
      chat.movedTo = made.id;
      const service = (where: Chat, what: object) => ({
        message_id: world.nextId(),
        from: anonymousBot,
        sender_chat: chatJson(where),
        chat: chatJson(where),
        date: Math.floor(Date.now() / 1_000),
        ...what,
      });
      polling().push('message', service(chat, { migrate_to_chat_id: made.id }));
      polling().push('message', service(made, { migrate_from_chat_id: chat.id }));
      return made;
    },
    find: (chat: Chat, id: string | number): Message | undefined =>
      world.messages.get(messageKey(chat.id, Number.parseInt(String(id), 10))),
    /** What the bot has written in a chat and is still there, oldest first. */
    written,
    /** The bot's message when it says `wanted`. */
    message: (chat: Chat, wanted: string | RegExp): Promise<Message> =>
      until(`"${wanted}"`, () =>
        written(chat).find(({ text }) =>
          typeof wanted === 'string' ? text.includes(wanted) : wanted.test(text),
        ),
      ),
    answered: (query: Query): Promise<{ text: string; alert: boolean }> =>
      until('the answer to a press', () => query.answer),
  };

  function written(chat: Chat): Message[] {
    return [...world.messages.values()].filter(
      (one) => one.chat === chat.id && one.from === world.bot.id && !one.deleted,
    );
  }
}

const makeChat = (id: number, type: Chat['type'], title: string, state: Chat['state']): Chat => ({
  id,
  type,
  title,
  state,
  topics: null,
  movedTo: null,
  refused: 0,
});

const cardOf = (who: User | 'number') =>
  who === 'number'
    ? { first_name: 'Somebody', phone_number: '+4930901820' }
    : { first_name: who.first_name, phone_number: '+4930901821', user_id: who.id };

function entitiesOf(text: string, mention: User | undefined) {
  const command = /^\/\w+(@\w+)?/.exec(text)?.[0].length ?? 0;
  const at = mention === undefined ? -1 : text.indexOf(mention.first_name);
  return [
    ...(command > 0 ? [{ type: 'bot_command', offset: 0, length: command }] : []),
    ...(mention !== undefined && at >= 0
      ? [{ type: 'text_mention', offset: at, length: mention.first_name.length }]
      : []),
  ];
}

const withUser = ({ entities }: Message, mention: User): object[] =>
  entities.map((entity) =>
    entity.type === 'text_mention' ? { ...entity, user: userJson(mention) } : entity,
  );
