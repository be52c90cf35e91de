import { bad, forbidden, Refusal } from './refusal.ts';
import type { Chat, World } from './world.ts';

const dead: Partial<Record<Chat['state'], (chat: Chat) => Refusal>> = {
  new: () => forbidden("bot can't initiate conversation with a user"),
  blocked: () => forbidden('bot was blocked by the user'),
  deactivated: () => forbidden('user is deactivated'),
  kicked: ({ type }) => forbidden(`bot was kicked from the ${type} chat`),
  deleted: () => forbidden('the group chat was deleted'),
  mute: () => bad('not enough rights to send text messages to the chat'),
  migrated: ({ movedTo }) =>
    new Refusal(400, 'Bad Request: group chat was upgraded to a supergroup chat', {
      migrate_to_chat_id: movedTo ?? 0,
    }),
};

/** The chat a request is about, when it takes messages. Asking a dead one again and again is a violation. */
export function target(world: World, id: number): Chat {
  const chat = world.chats.get(id);
  if (!chat) throw bad('chat not found');
  const refuse = dead[chat.state];
  if (!refuse) return chat;
  chat.refused += 1;
  if (chat.refused > 1 && chat.state !== 'migrated')
    world.violate('dead target', `${id} is ${chat.state} and was asked ${chat.refused} times`);
  throw refuse(chat);
}

/** The topic a message goes into; null for the group itself. */
export function topicOf(chat: Chat, thread: number | undefined): number | null {
  if (thread === undefined) return null;
  const state = chat.topics?.get(thread);
  if (state === undefined) throw bad('message thread not found');
  if (state === 'closed') throw bad('TOPIC_CLOSED');
  return thread;
}
