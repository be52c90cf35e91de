import type { Message, UserFromGetMe } from 'grammy/types';
import type { CommandSpec } from '../command.ts';
import { hearReply } from '../hear.ts';
import { type Line, parseLine, readTyped } from '../line.ts';
import { namesOf } from '../names.ts';

/** `/name@bot` at the head of a message; Telegram itself knows names in Latin letters alone. */
const command = /^\/([\p{L}\p{N}_]{1,64})(?:@([a-z0-9_]+))?(?=\s|$)/iu;

/** Telegram replaces plain quotes while people type. */
const plainQuotes = (text: string): string => text.replace(/[“”„«»]/g, '"');

/** People who have no user name are mentioned by a link that holds their id: it stands for them in the line. */
function withIds({ text = '', entities = [] }: Pick<Message, 'text' | 'entities'>): string {
  return entities.reduceRight(
    (so, entity) =>
      entity.type === 'text_mention'
        ? `${so.slice(0, entity.offset)}telegram:${entity.user.id}${so.slice(entity.offset + entity.length)}`
        : so,
    text,
  );
}

const isAccount = (word: string): boolean => /^(?:\w+:)?\d+$/.test(word);

/** Whether a word says who is meant: an id, or a name, of which Telegram tells nothing more. */
const isPerson = (word: string): boolean => isAccount(word) || word.startsWith('@');

/** Whom a replied-to message is about: the contact it holds, else its author. */
function personIn(about: Message['reply_to_message']): number | undefined {
  if (about?.contact) return about.contact.user_id;
  return about?.from?.is_bot === false ? about.from.id : undefined;
}

/** `/allow viewer` as a reply to somebody's message, or to their contact, is about that person. */
function aboutPerson(rest: string, spec: CommandSpec | undefined, message: Message): string {
  const id = personIn(message.reply_to_message);
  const wants = spec?.args[0]?.suggests === 'account';
  if (!wants || id === undefined || isPerson(rest.trim().split(/\s+/)[0] ?? '')) return rest;
  return ` telegram:${id} ${rest.trim()}`;
}

/** A contact that somebody sends to the bot alone stands for the person; of some no account is known. */
function contactLine({ contact }: Message): Line | null {
  if (contact === undefined) return null;
  const { user_id: id, first_name, last_name } = contact;
  const name = last_name === undefined ? first_name : `${first_name} ${last_name}`;
  return { name: 'person', args: id === undefined ? {} : { person: `telegram:${id}`, name } };
}

export interface Reading {
  me: Pick<UserFromGetMe, 'id' | 'username'>;
  specs: readonly CommandSpec[];
}

/**
 * The command line a message holds, what was said, or the contact in it; null when the message is not for this bot. In
 * groups that is everything but `/command`, `/command@thisbot`, and, in reply to a message of the bot, a bare command or
 * a complaint.
 */
export function readMessage(message: Message, { me, specs }: Reading): Line | null {
  const text = plainQuotes(withIds(message)).trim();
  const isPrivate = message.chat.type === 'private';
  const isReply = message.reply_to_message?.from?.id === me.id;
  const head = command.exec(text);
  if (head) return readCommand(text, head, message, { me, specs }, isPrivate || isReply);
  if (text === '') return isPrivate ? contactLine(message) : null;
  if (isPrivate) return readTyped(text, specs);
  return isReply ? hearReply(text, specs) : null;
}

function readCommand(
  text: string,
  [whole, word = '', bot]: RegExpExecArray,
  message: Message,
  { me, specs }: Reading,
  isOurs: boolean,
): Line | null {
  if (bot !== undefined && bot.toLowerCase() !== me.username.toLowerCase()) return null;
  const name = word.toLowerCase();
  const spaced = name.replaceAll('_', ' ');
  const spec = specs.find((one) => namesOf(one).includes(spaced));
  const rest = text.slice(whole.length);
  const line = parseLine(`${spec ? spaced : name}${aboutPerson(rest, spec, message)}`, specs);
  if (line !== null) return line;
  return bot !== undefined || isOurs ? readTyped(`/${name}${rest}`, specs) : null;
}

/** Ids of the presses under a message, in reading order. */
export const pressesOf = (message: Pick<Message, 'reply_markup'> | undefined): string[] =>
  (message?.reply_markup?.inline_keyboard ?? [])
    .flat()
    .flatMap((button) => ('callback_data' in button ? [button.callback_data] : []));

/** Ids of the presses under the message of the bot that was replied to: what it is about may be left out. */
export const aboutOf = ({ reply_to_message: about }: Message, { me }: Reading): string[] =>
  about?.from?.id === me.id ? pressesOf(about) : [];
