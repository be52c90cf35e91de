import { autoRetry } from '@grammyjs/auto-retry';
import { Api, type ApiClientOptions, HttpError, type Transformer } from 'grammy';
import pRetry from 'p-retry';
import pThrottle from 'p-throttle';
import { pace, patienceS } from './limits.ts';

/** Seconds until a request is given up. */
const timeoutS = 30;

const options = (apiUrl: string | undefined, timeoutSeconds: number): ApiClientOptions => ({
  ...(apiUrl === undefined ? {} : { apiRoot: apiUrl.replace(/\/+$/, '') }),
  timeoutSeconds,
});

/** Every trouble is thrown at once, for whoever asked to wait. `apiUrl`: another root, like `http://127.0.0.1:8081`. */
export const makeApi = (token: string, apiUrl: string | undefined, timeoutSeconds = timeoutS): Api =>
  new Api(token, options(apiUrl, timeoutSeconds));

/** Requests that make or change messages: these are limited. */
const isLimited = (method: string): boolean => /^(send(?!ChatAction)|edit)/.test(method);

/**
 * For answers that somebody waits for: kept below the limit over all chats, rate limits of one chat and troubles that
 * pass are sat out. An answer of the server that is lost on its way may so make a message twice: better than none.
 */
export function makePatientApi(token: string, apiUrl: string | undefined): Api {
  const api = makeApi(token, apiUrl);
  const paced = pThrottle(pace)(<T>(request: () => Promise<T>) => request());
  const within: Transformer = (prev, method, payload, signal) =>
    isLimited(method) ? paced(() => prev(method, payload, signal)) : prev(method, payload, signal);
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
