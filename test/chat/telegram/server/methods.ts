import type { Body } from './body.ts';
import {
  editKeyboard,
  editPhoto,
  editText,
  remove,
  sendDocument,
  sendMediaGroup,
  sendMessage,
  sendPhoto,
} from './messages.ts';
import { type Method, type ParamsOf, params } from './params.ts';
import { botJson, messageJson } from './payloads.ts';
import type { Rates } from './rates.ts';
import { bad, queryTooOld } from './refusal.ts';
import { target, topicOf } from './targets.ts';
import type { Message, World } from './world.ts';

/** The server takes an answer to a press for about this long, ms. */
const queryMs = 15_000;
const answerLate = 3_000;

interface Asked {
  world: World;
  rates: Rates;
  body: Body;
}

type Answers = {
  [M in Exclude<Method, 'getUpdates'>]: (given: ParamsOf<M>, asked: Asked) => unknown;
};

const json = (world: World, messages: Message[]): object[] =>
  messages.map((message) => messageJson(world, message));

/** A request that makes or changes messages: to a target that takes them, within the rates. */
function counted<T>({ world, rates }: Asked, chatId: number, messages: number, make: () => T): T {
  rates.take(target(world, chatId), messages);
  return make();
}

function setCommands(world: World, given: ParamsOf<'setMyCommands'>): true {
  const { scope, language_code: language = '', commands } = given;
  if (!/^([a-z]{2})?$/.test(language)) throw bad('invalid language code specified');
  if (commands.length > 100) throw bad('BOT_COMMANDS_TOO_MUCH');
  for (const { command, description } of commands) {
    if (!/^[a-z0-9_]{1,32}$/.test(command)) throw bad('BOT_COMMAND_INVALID');
    if (description.length < 1 || description.length > 256) throw bad('BOT_COMMAND_DESCRIPTION_INVALID');
  }
  if (new Set(commands.map(({ command }) => command)).size < commands.length)
    world.violate('commands', 'one name twice');
  world.commands.set(`${scope?.type ?? 'default'}/${language}`, commands);
  return true;
}

function setText(world: World, name: string, text: string, max: number, language = ''): true {
  if (Array.from(text).length > max) throw bad(`${name} is too long`);
  world.texts.set(`${name}/${language}`, text);
  return true;
}

function answerQuery(world: World, given: ParamsOf<'answerCallbackQuery'>): true {
  const query = world.queries.get(given.callback_query_id);
  const now = Date.now();
  if (!query || now - query.madeAt + query.agedMs > queryMs) throw queryTooOld();
  if (query.answeredAt !== null) world.violate('answered twice', query.id);
  if (query.deliveredAt !== null && now - query.deliveredAt > answerLate)
    world.violate('slow answer', `${now - query.deliveredAt} ms`);
  if (Array.from(given.text ?? '').length > 200) throw bad('MESSAGE_TOO_LONG');
  query.answeredAt = now;
  query.answer = { text: given.text ?? '', alert: given.show_alert === true };
  return true;
}

const answers: Answers = {
  getMe: (_, { world }) => ({
    ...botJson(world),
    can_join_groups: true,
    can_read_all_group_messages: false,
    supports_inline_queries: false,
  }),
  deleteWebhook: (_, { world }) => {
    world.webhook = null;
    return true;
  },
  sendMessage: (given, asked) =>
    counted(asked, given.chat_id, 1, () =>
      messageJson(asked.world, sendMessage(asked.world, target(asked.world, given.chat_id), given)),
    ),
  sendPhoto: (given, asked) =>
    counted(asked, given.chat_id, 1, () => {
      const { world, body } = asked;
      return json(world, sendPhoto(world, target(world, given.chat_id), given, body))[0];
    }),
  sendDocument: (given, asked) =>
    counted(asked, given.chat_id, 1, () => {
      const { world, body } = asked;
      return messageJson(world, sendDocument(world, target(world, given.chat_id), given, body));
    }),
  sendMediaGroup: (given, asked) =>
    counted(asked, given.chat_id, given.media.length, () => {
      const { world, body } = asked;
      return json(world, sendMediaGroup(world, target(world, given.chat_id), given, body));
    }),
  editMessageText: (given, asked) =>
    counted(asked, given.chat_id, 1, () =>
      messageJson(asked.world, editText(asked.world, target(asked.world, given.chat_id), given)),
    ),
  editMessageReplyMarkup: (given, asked) =>
    counted(asked, given.chat_id, 1, () =>
      messageJson(asked.world, editKeyboard(asked.world, target(asked.world, given.chat_id), given)),
    ),
  editMessageMedia: (given, asked) =>
    counted(asked, given.chat_id, 1, () => {
      const { world, body } = asked;
      return messageJson(world, editPhoto(world, target(world, given.chat_id), given, body));
    }),
  deleteMessage: (given, { world }) => {
    remove(world, target(world, given.chat_id), given.message_id);
    return true;
  },
  answerCallbackQuery: (given, { world }) => answerQuery(world, given),
  sendChatAction: (given, { world }) => {
    const chat = target(world, given.chat_id);
    world.actions.push({
      chat: chat.id,
      thread: topicOf(chat, given.message_thread_id),
      at: Date.now(),
    });
    return true;
  },
  setMyCommands: (given, { world }) => setCommands(world, given),
  setMyDescription: (given, { world }) =>
    setText(world, 'description', given.description ?? '', 512, given.language_code),
  setMyShortDescription: (given, { world }) =>
    setText(world, 'about', given.short_description ?? '', 120, given.language_code),
};

/** The parameters of a request, checked. Those that a method does not have are violations, as wrong types are. */
export function read<M extends Method>(world: World, method: M, body: Body): ParamsOf<M> {
  const schema = params[method];
  for (const name of Object.keys(body.params))
    if (!Object.hasOwn(schema.shape, name)) world.violate('parameter', `${method} has no ${name}`);
  const parsed = schema.safeParse(body.params);
  if (parsed.success) return parsed.data as ParamsOf<M>;
  world.violate(
    'parameter',
    `${method}: ${parsed.error.issues.map((one) => `${one.path.join('.')} ${one.message}`)}`,
  );
  throw bad(`can't parse parameters of ${method}`);
}

export function answerMethod<M extends Exclude<Method, 'getUpdates'>>(method: M, asked: Asked): unknown {
  const answer: Answers[M] = answers[method];
  return answer(read(asked.world, method, asked.body), asked);
}

export const isMethod = (name: string): name is Method => Object.hasOwn(params, name);
