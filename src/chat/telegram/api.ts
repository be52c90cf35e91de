import { setTimeout as sleep } from 'node:timers/promises';
import { autoRetry } from '@grammyjs/auto-retry';
import { Api, type ApiClientOptions, HttpError, type Transformer } from 'grammy';
import pLimit from 'p-limit';
import pRetry from 'p-retry';
import pThrottle from 'p-throttle';
import type { Proxies } from '../proxy/proxies.ts';
import { pace, patienceS } from './limits.ts';
import { chatOf, type RetryAfter } from './retry-after.ts';

/** Seconds until a request is given up. */
const timeoutS = 30;

/** Where the Bot API is and how it is reached. */
export interface ApiPlace {
  /** Another root, like `http://127.0.0.1:8081`. */
  apiUrl: string | undefined;
  proxies: Proxies;
}

/** Telegram's own. */
export const defaultRoot = 'https://api.telegram.org';

function options({ apiUrl, proxies }: ApiPlace, timeoutSeconds: number): ApiClientOptions {
  const agent = proxies.agentFor(apiUrl ?? defaultRoot);
  return {
    ...(apiUrl === undefined ? {} : { apiRoot: apiUrl.replace(/\/+$/, '') }),
    ...(agent === undefined ? {} : { baseFetchConfig: { agent, compress: true } }),
    timeoutSeconds,
  };
}

/** Every trouble is thrown at once, for whoever asked to wait. */
export const makeApi = (token: string, place: ApiPlace, timeoutSeconds = timeoutS): Api =>
  new Api(token, options(place, timeoutSeconds));

/** The same, for messages: what a chat is told to wait is noted. */
export function makeNotingApi(token: string, place: ApiPlace, holds: RetryAfter): Api {
  const api = makeApi(token, place);
  api.config.use(holds.noting);
  return api;
}

/** Requests that make or change messages: these are limited. */
const isLimited = (method: string): boolean => /^(send(?!ChatAction)|edit)/.test(method);

/**
 * For answers that somebody waits for: kept below the limit over all chats, rate limits of one chat and troubles that
 * pass are sat out. An answer of the server that is lost on its way may so make a message twice: better than none.
 */
export function makePatientApi(token: string, place: ApiPlace, holds: RetryAfter): Api {
  const api = makeNotingApi(token, place, holds);
  const line = pLimit(1);
  const begin = pThrottle({ ...pace, strict: true })(() => {});
  const within: Transformer = async (prev, method, payload, signal) => {
    if (!isLimited(method)) return prev(method, payload, signal);
    await sleep(Math.min(holds.left(chatOf(payload) ?? ''), patienceS * 1_000));
    // One at a time asks the throttle: its timers, set far ahead, would all fire at once after a busy moment.
    await line(() => begin());
    return prev(method, payload, signal);
  };
  const again: Transformer = (prev, method, payload, signal) =>
    pRetry(() => prev(method, payload, signal), {
      retries: 3,
      minTimeout: 500,
      shouldRetry: ({ error }) => error instanceof HttpError,
    });
  const waiting = autoRetry({ maxRetryAttempts: 5, maxDelaySeconds: patienceS, rethrowHttpErrors: true });
  const patiently: Transformer = (prev, method, payload, signal) =>
    method === 'sendChatAction' ? prev(method, payload, signal) : waiting(prev, method, payload, signal);
  api.config.use(within, again, patiently);
  return api;
}
