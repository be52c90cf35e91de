import type { Transformer } from 'grammy';
import { makeRecent } from '../recent.ts';

/** What Telegram told to wait, by chat: one answer told so, all that goes to the chat waits. */
export function makeRetryAfter(now: () => number) {
  const until = makeRecent<number>();

  /** Ms until `chat` may be written to again. */
  const left = (chat: string): number => Math.max(0, (until.get(chat) ?? 0) - now());

  /** Notes what a request to a chat is told. */
  const noting: Transformer = async (prev, method, payload, signal) => {
    const answer = await prev(method, payload, signal);
    const chat = chatOf(payload);
    const seconds = answer.ok ? undefined : answer.parameters?.retry_after;
    if (chat !== null && seconds !== undefined) until.set(chat, now() + seconds * 1_000);
    return answer;
  };

  return { left, noting };
}

export type RetryAfter = ReturnType<typeof makeRetryAfter>;

/** The chat a request is about; null for one about none. */
export const chatOf = (payload: object): string | null =>
  'chat_id' in payload && (typeof payload.chat_id === 'string' || typeof payload.chat_id === 'number')
    ? String(payload.chat_id)
    : null;
