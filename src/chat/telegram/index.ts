import type { Bot } from 'grammy';
import type { UserFromGetMe } from 'grammy/types';
import { fail } from '../../model/failure.ts';
import type { Log } from '../../model/log.ts';
import { keepConnection } from '../connection.ts';
import { keepTrying } from '../keep-trying.ts';
import type { Host, Platform } from '../platform.ts';
import { makeProxies, type Proxies } from '../proxy/proxies.ts';
import { directly, shownProxy } from '../proxy/setting.ts';
import { makeRecent } from '../recent.ts';
import type { NoteStore } from '../stores.ts';
import { makeTurns } from '../turns.ts';
import { defaultRoot, makeApi, makeNotingApi, makePatientApi } from './api.ts';
import { isTokenRejected, safely } from './errors.ts';
import { pollS } from './limits.ts';
import { listen } from './listen.ts';
import { type Polling, poll } from './poll.ts';
import { register } from './register.ts';
import { makeRetryAfter } from './retry-after.ts';
import { makeSend } from './send.ts';
import { makeTransport } from './transport.ts';
import { makeTyping } from './typing.ts';

export interface TelegramOptions {
  token: string;
  /** Another root of the Bot API: `http://127.0.0.1:8081`. Default: Telegram's own. */
  apiUrl?: string;
  host: Host;
  /** Remembers which menus are registered. */
  notes: NoteStore;
  log: Log;
  /** Default: no proxy. */
  proxies?: Proxies;
  now?: () => number;
  /** Least ms between two progress repaints of one message. */
  progressMs?: { person: number; group: number };
}

/**
 * Telegram, by grammY and its runner. `start` rejects with `token-rejected` only: an unreachable Telegram is tried
 * again, ever more slowly, until it answers or `stop` is called.
 */
export function makeTelegram(options: TelegramOptions): Platform {
  const { token, apiUrl, host, notes, log, now = Date.now } = options;
  const place = { apiUrl, proxies: options.proxies ?? makeProxies(directly) };
  const api = makeApi(token, place, pollS + 15);
  const holds = makeRetryAfter(now);
  const wire = makeTransport(makePatientApi(token, place, holds));
  const turns = makeTurns(now);
  const typing = makeTyping((place) => wire.typing(place));
  const standing = makeRecent<string>();
  const stopping = new AbortController();
  const connection = keepConnection();
  let polling: Polling | null = null;

  async function open(): Promise<void> {
    const me = await whoAmI();
    await api.deleteWebhook();
    if (stopping.signal.aborted) return;
    const said = makeRecent<number>();
    const bot: Bot = listen(token, me, { host, wire, turns, typing, standing, said, me, log, now });
    await register(api, { bot: me.id, specs: host.specs, notes, log });
    if (stopping.signal.aborted) return;
    connection.up();
    polling = poll(api, (update) => bot.handleUpdate(update), connection, log);
    const proxy = place.proxies.proxyFor(apiUrl ?? defaultRoot);
    log.info({ bot: me.username, ...(proxy && { proxy: shownProxy(proxy) }) }, 'telegram: listening');
  }

  async function whoAmI(): Promise<UserFromGetMe> {
    try {
      return await api.getMe();
    } catch (error) {
      if (isTokenRejected(error))
        fail({ cause: 'token-rejected', platform: 'Telegram' }, new Error(safely(error).what));
      throw error;
    }
  }

  return {
    id: 'telegram',
    downSince: connection.downSince,
    start: () =>
      keepTrying(open, {
        name: 'telegram',
        minTimeout: 2_000,
        maxTimeout: 60_000,
        signal: stopping.signal,
        safely,
        log,
      }),
    async stop() {
      stopping.abort();
      const open = polling;
      polling = null;
      await open?.stop();
      typing.endAll();
    },
    deliver: makeSend({
      host,
      wire: makeTransport(makeNotingApi(token, place, holds)),
      holds,
      turns,
      typing,
      standing,
      progressMs: options.progressMs,
      log,
      isOpen: () => polling !== null,
    }),
  };
}
