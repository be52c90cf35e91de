import { BotError, GrammyError, HttpError } from 'grammy';
import type { Sent } from '../platform.ts';

/** The server's answer to what cannot be done, in its words: https://github.com/tdlib/telegram-bot-api `Client.cpp`. */
const descriptionOf = (error: unknown): string => (error instanceof GrammyError ? error.description : '');

const says =
  (pattern: RegExp) =>
  (error: unknown): boolean =>
    pattern.test(descriptionOf(error));

/** An edit that would change nothing: what is wanted is there. */
export const isNotModified = says(/message is not modified/);

/** The message that was to be changed is gone, or is not ours to change. */
export const isMessageGone = says(
  /message to (edit|be edited) not found|message can't be edited|MESSAGE_ID_INVALID|there is no (text|media|caption) in the message to edit/,
);

/** The forum topic was deleted or closed; the group still takes messages. */
export const isTopicGone = says(/message thread not found|TOPIC_(CLOSED|DELETED)|topic_(closed|deleted)/);

/** A press can be answered for some seconds only; this one came while nobody listened. */
export const isQueryOld = says(/query is too old|QUERY_ID_INVALID/);

/** Descriptions (besides every 403) that say: this target will never take a message again. */
const isDead = says(
  /chat not found|user not found|PEER_ID_INVALID|not enough rights|have no rights|need administrator rights|CHAT_(WRITE_FORBIDDEN|RESTRICTED|ADMIN_REQUIRED)|USER_(IS_BLOCKED|IS_DEACTIVATED|BANNED_IN_CHANNEL)|group is deactivated|chat was deactivated|bot is not a member/,
);

export const isTokenRejected = (error: unknown): boolean =>
  error instanceof GrammyError && (error.error_code === 401 || error.error_code === 404);

/** Another process polls with the same token, or a webhook is set. */
export const isConflict = (error: unknown): boolean =>
  error instanceof GrammyError && error.error_code === 409;

/** Ms that the server tells to wait; null when it does not. */
export function waitOf(error: unknown): number | null {
  if (!(error instanceof GrammyError)) return null;
  const seconds = error.parameters.retry_after;
  if (seconds !== undefined) return seconds * 1_000;
  return error.error_code === 429 ? 5_000 : null;
}

/** Whether nothing is known of the request's fate, or the server is in trouble: later it may work. */
const mayPass = (error: unknown): boolean =>
  error instanceof HttpError || (error instanceof GrammyError && error.error_code >= 500);

export const isDeadTarget = (error: unknown): boolean =>
  error instanceof GrammyError && (error.error_code === 403 || isDead(error));

/**
 * What a failed delivery means for it: dead targets are not tried again, everything that may pass waits. Throws what
 * is neither (a message that Telegram refuses as such is a bug of ours), without what the error of grammY carries:
 * the request's text.
 */
export function sentFrom(error: unknown): Sent {
  const why = safely(error).what;
  const afterMs = waitOf(error);
  if (afterMs !== null) return { kind: 'later', afterMs, why };
  if (error instanceof GrammyError) {
    const moved = error.parameters.migrate_to_chat_id;
    if (moved !== undefined) return { kind: 'moved', chat: String(moved) };
    if (isDeadTarget(error)) return { kind: 'dead', why };
    if (isTokenRejected(error)) return { kind: 'later', afterMs: 5 * 60_000, why };
  }
  if (mayPass(error)) return { kind: 'later', afterMs: 5_000, why };
  throw new Error(why);
}

const secret = /\d{5,}:[\w-]{20,}/g;

/**
 * An error for the log: never its payload, and no address, for that holds the token (a failed `fetch` says the whole
 * URL).
 */
export function safely(error: unknown): { what: string; code?: number } {
  const hide = (text: string) => text.replace(secret, '…').slice(0, 500);
  if (error instanceof BotError) return safely(error.error);
  if (error instanceof GrammyError)
    return { what: hide(`${error.method}: ${error.description}`), code: error.error_code };
  if (error instanceof HttpError) {
    const inner: unknown = error.error;
    const code = inner instanceof Error && 'code' in inner ? ` ${String(inner.code)}` : '';
    return { what: hide(`${error.message}${code}`) };
  }
  return { what: hide(error instanceof Error ? `${error.name}: ${error.message}` : String(error)) };
}
