import { DiscordAPIError, HTTPError, RateLimitError, RESTJSONErrorCodes } from 'discord.js';
import type { Sent } from '../platform.ts';

/** Codes that say: this target will never take a message again. */
const dead: ReadonlySet<number | string> = new Set([
  RESTJSONErrorCodes.UnknownChannel,
  RESTJSONErrorCodes.UnknownGuild,
  RESTJSONErrorCodes.UnknownUser,
  RESTJSONErrorCodes.MissingAccess,
  RESTJSONErrorCodes.MissingPermissions,
  RESTJSONErrorCodes.CannotSendMessagesToThisUser,
  RESTJSONErrorCodes.CannotExecuteActionOnThisChannelType,
  RESTJSONErrorCodes.InvalidRecipients,
]);

/** Codes that say: this interaction's token is of no use any more; other ways may be open. */
const spent: ReadonlySet<number | string> = new Set([
  RESTJSONErrorCodes.UnknownInteraction,
  RESTJSONErrorCodes.UnknownWebhook,
  RESTJSONErrorCodes.UnknownMessage,
  RESTJSONErrorCodes.InvalidWebhookToken,
]);

const codeOf = (error: unknown): number | string | null =>
  error instanceof DiscordAPIError ? error.code : null;

/** Whether the interaction's token or the message it belongs to is gone. */
export const isSpent = (error: unknown): boolean => spent.has(codeOf(error) ?? '');

export const isUnknownChannel = (error: unknown): boolean =>
  codeOf(error) === RESTJSONErrorCodes.UnknownChannel;

export const isUnknownMessage = (error: unknown): boolean =>
  codeOf(error) === RESTJSONErrorCodes.UnknownMessage;

/**
 * An acknowledgement that cannot be given: too late (a replayed event, a slow network), or somebody else (a
 * second process with the same token) gave it.
 */
export const isUnanswerable = (error: unknown): boolean =>
  codeOf(error) === RESTJSONErrorCodes.UnknownInteraction ||
  codeOf(error) === RESTJSONErrorCodes.InteractionHasAlreadyBeenAcknowledged;

/** discord.js drops a token that Discord refuses and throws this from then on. */
const tokenless = (error: unknown): boolean =>
  error instanceof Error && error.message.startsWith('Expected token to be set');

/**
 * What a failed delivery means for it: dead targets are not tried again, everything that may pass waits.
 * Throws what is neither: a message that Discord refuses as such is a bug of ours.
 */
export function sentFrom(error: unknown): Sent {
  const why = safely(error).what;
  if (error instanceof RateLimitError)
    return { kind: 'later', afterMs: Math.max(error.retryAfter, error.timeToReset), why };
  if (error instanceof DiscordAPIError) {
    if (dead.has(error.code)) return { kind: 'dead', why };
    if (error.status === 401) return { kind: 'later', afterMs: 5 * 60_000, why };
    if (error.status === 400 || error.status === 413) throw error;
    return { kind: 'later', afterMs: 30_000, why };
  }
  if (tokenless(error)) return { kind: 'later', afterMs: 5 * 60_000, why };
  if (error instanceof HTTPError) return { kind: 'later', afterMs: 10_000, why };
  if (isNetwork(error)) return { kind: 'later', afterMs: 5_000, why };
  throw error;
}

/** `fetch` failures, timeouts and lost connections. */
function isNetwork(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if (error.name === 'AbortError' || error.name === 'TimeoutError') return true;
  const code: unknown = 'code' in error ? error.code : undefined;
  const network = typeof code === 'string' && /^(E[A-Z]+|UND_ERR_\w+)$/.test(code);
  return network || error.message === 'fetch failed' || isNetwork(error.cause);
}

const secrets = /(webhooks\/\d+\/|interactions\/\d+\/|Bot )[\w.%-]+/g;
const bare = /[\w-]{23,28}\.[\w-]{6,7}\.[\w-]{27,}/g;

/**
 * An error for the log: never its address, headers or body, for these hold the bot's or an interaction's token
 * (discord.js keeps `url` and `requestBody` on its errors).
 */
export function safely(error: unknown): { what: string; code?: number | string; status?: number } {
  const hide = (text: string) => text.replace(secrets, '$1…').replace(bare, '…').slice(0, 500);
  if (error instanceof DiscordAPIError)
    return { what: hide(error.message), code: error.code, status: error.status };
  if (error instanceof HTTPError) return { what: hide(error.message), status: error.status };
  if (error instanceof RateLimitError) return { what: `rate limit on ${error.route}` };
  if (!(error instanceof Error)) return { what: hide(String(error)) };
  const because = error.cause instanceof Error ? ` (${error.cause.message})` : '';
  return { what: hide(`${error.name}: ${error.message}${because}`) };
}
