import { type GatewayMessageCreateDispatchData, MessageType } from 'discord.js';
import type { CommandSpec } from '../command.ts';
import { hearReply } from '../hear.ts';
import { type Line, readTyped } from '../line.ts';

/** A message as the gateway tells of it. Without the intent for their content, Discord shows what is written to the bot alone. */
export type Heard = Pick<
  GatewayMessageCreateDispatchData,
  | 'id'
  | 'channel_id'
  | 'guild_id'
  | 'author'
  | 'member'
  | 'content'
  | 'type'
  | 'timestamp'
  | 'mentions'
  | 'webhook_id'
  | 'referenced_message'
>;

/** What begins with these was written by a person: not by the system, a bot or a webhook. */
const isWritten = ({ author, webhook_id, type }: Heard): boolean =>
  author.bot !== true &&
  webhook_id === undefined &&
  (type === MessageType.Default || type === MessageType.Reply);

/**
 * What a message says to the bot `me`; null when it is not for it. In direct messages that is everything; in a server,
 * what mentions it, and in reply to a message of its own a bare command or a complaint.
 */
export function readHeard(message: Heard, me: string, specs: readonly CommandSpec[]): Line | null {
  if (!isWritten(message)) return null;
  const { content, guild_id, mentions, referenced_message: about } = message;
  const called = content.replace(/<@!?(\d{1,20})>/g, (mention, id: string) => (id === me ? ' ' : mention));
  const text = called.trim();
  if (guild_id === undefined) return text === '' ? null : readTyped(text, specs);
  if (!mentions.some(({ id }) => id === me)) return null;
  if (called === content) return about?.author.id === me ? hearReply(text, specs) : null;
  return text === '' ? { name: 'help', args: {} } : readTyped(text, specs);
}

/** `custom_id` of every button under a message, in reading order. */
function customIds(components: readonly unknown[]): string[] {
  return components.flatMap((one): string[] => {
    if (typeof one !== 'object' || one === null) return [];
    const own = 'custom_id' in one && typeof one.custom_id === 'string' ? [one.custom_id] : [];
    return 'components' in one && Array.isArray(one.components)
      ? [...own, ...customIds(one.components)]
      : own;
  });
}

/** Ids of the presses under the message of the bot that was replied to: what it is about may be left out. */
export const aboutOf = ({ referenced_message: about }: Heard, me: string): string[] =>
  about?.author.id === me ? customIds(about.components ?? []) : [];
