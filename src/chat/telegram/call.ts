import type { CallbackQuery, Message, User } from 'grammy/types';
import type { AccountId, Address } from '../../model/address.ts';
import type { Call } from '../command.ts';
import type { Line } from '../line.ts';

/** Messages of anonymous administrators come from this account (https://core.telegram.org/bots/api#message). */
const anonymousAdmin = 1087968824;

export const accountOf = (user: Pick<User, 'id'>): AccountId => `telegram:${user.id}`;

const nameOf = ({ first_name, last_name }: User): string =>
  last_name === undefined ? first_name : `${first_name} ${last_name}`;

/** Whether the person behind a message cannot be told: it speaks for a group or a channel. */
export const isAnonymous = ({ from, sender_chat }: Message): boolean =>
  from === undefined || from.id === anonymousAdmin || sender_chat !== undefined;

/** Where the answer goes: the chat, and the topic when it is a forum (threads of replies look alike elsewhere). */
export function addressOf(
  message: Pick<Message, 'chat' | 'is_topic_message' | 'message_thread_id'>,
): Address {
  const { chat, is_topic_message, message_thread_id } = message;
  return {
    platform: 'telegram',
    chat: String(chat.id),
    ...(is_topic_message === true && message_thread_id !== undefined
      ? { thread: String(message_thread_id) }
      : {}),
    group: chat.type !== 'private',
  };
}

/** A message that is too old, or was deleted, comes without anything in it. */
export const isAccessible = (message: CallbackQuery['message']): message is Message =>
  message !== undefined && message.date !== 0;

/** Where the answer to a press goes: into the pressed message. */
export function pressedAddress({ message }: CallbackQuery): Address | null {
  if (message === undefined) return null;
  const { chat } = message;
  if (isAccessible(message)) return { ...addressOf(message), message: String(message.message_id) };
  return addressOf({ chat });
}

export const callOfMessage = (message: Message, from: User, to: Address, line: Line): Call => ({
  id: `telegram:${message.chat.id}:${message.message_id}`,
  account: accountOf(from),
  personName: nameOf(from),
  to,
  locale: from.language_code,
  ...line,
  at: message.date * 1_000,
});

export const callOfPress = ({ id, from }: CallbackQuery, to: Address, line: Line, at: number): Call => ({
  id: `telegram:${id}`,
  account: accountOf(from),
  personName: nameOf(from),
  to,
  locale: from.language_code,
  ...line,
  at,
});
