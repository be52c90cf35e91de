import { type Chat, type Message, messageKey, type Query, type User, type World } from './world.ts';

export const userJson = ({ id, first_name, language_code }: User): object => ({
  id,
  is_bot: false,
  first_name,
  ...(language_code === undefined ? {} : { language_code }),
});

export const botJson = ({ bot }: World): object => ({ ...bot, is_bot: true });

export const chatJson = ({ id, type, title, topics }: Chat): object =>
  type === 'private'
    ? { id, type, first_name: title }
    : { id, type, title, ...(topics === null ? {} : { is_forum: true }) };

function authorJson(world: World, id: number): object {
  const user = world.users.get(id);
  return user ? userJson(user) : botJson(world);
}

function contentJson({ photo, document, contact, text, entities, album }: Message): object {
  if (contact !== null) return { contact };
  if (document !== null) return { document: { file_id: 'f', file_unique_id: 'u', file_name: document.name } };
  if (photo === null) return { text, entities };
  return {
    photo: [{ file_id: 'f', file_unique_id: 'u', width: 1, height: 1 }],
    ...(text === '' ? {} : { caption: text }),
    ...(album === null ? {} : { media_group_id: album }),
  };
}

/** A message as the API gives it; the replied-to one is inside without its own. */
export function messageJson(world: World, message: Message, depth = 1): object {
  const chat = world.chats.get(message.chat);
  const replied =
    message.replyTo === null || depth === 0
      ? undefined
      : world.messages.get(messageKey(message.chat, message.replyTo));
  return {
    message_id: message.id,
    from: authorJson(world, message.from),
    chat: chat ? chatJson(chat) : { id: message.chat, type: 'private' },
    date: message.date,
    ...(message.thread === null ? {} : { message_thread_id: message.thread, is_topic_message: true }),
    ...(replied ? { reply_to_message: messageJson(world, replied, depth - 1) } : {}),
    ...contentJson(message),
    ...(message.keyboard.length === 0 ? {} : { reply_markup: { inline_keyboard: message.keyboard } }),
  };
}

export function queryJson(world: World, query: Query, message: Message, user: User, data: string): object {
  const chat = world.chats.get(message.chat);
  const pressed = message.deleted
    ? { chat: chat ? chatJson(chat) : { id: message.chat }, message_id: message.id, date: 0 }
    : messageJson(world, message);
  return { id: query.id, from: userJson(user), message: pressed, chat_instance: '1', data };
}
