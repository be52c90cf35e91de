import { type Client, DefaultRestOptions, Events } from 'discord.js';
import { within } from '../../model/deadline.ts';
import type { Log } from '../../model/log.ts';
import { keepConnection } from '../connection.ts';
import { keepTrying } from '../keep-trying.ts';
import type { Host, Platform } from '../platform.ts';
import { makeProxies, type Proxies } from '../proxy/proxies.ts';
import { directly, shownProxy } from '../proxy/setting.ts';
import { proxyUpgrades } from '../proxy/upgrades.ts';
import { makeRecent } from '../recent.ts';
import type { NoteStore } from '../stores.ts';
import { makeTurns } from '../turns.ts';
import { connect, makeClient } from './connect.ts';
import { safely } from './errors.ts';
import { progressMs as defaultProgressMs, stopMs } from './limits.ts';
import { listen } from './listen.ts';
import { register } from './register.ts';
import { makeWire, type Wire } from './rest-options.ts';
import { makeSend } from './send.ts';
import { vocabulary, type WordLookup } from './vocabulary.ts';

export interface DiscordOptions {
  token: string;
  /** Another root of the API, without version: `http://127.0.0.1:8080/api`. Default: Discord's own. */
  apiUrl?: string;
  /** Registers the commands in this server alone, where they show at once. */
  guildId?: string;
  host: Host;
  /** Remembers which set of commands is registered. */
  notes: NoteStore;
  log: Log;
  /** Default: no proxy. */
  proxies?: Proxies;
  /** Texts of commands and options; default: `src/words`. */
  say?: WordLookup;
  now?: () => number;
  /** Least ms between two progress repaints of one message. */
  progressMs?: number;
}

interface Live {
  client: Client;
  wire: Wire;
  appId: string;
  settle(): Promise<void>;
}

/**
 * Discord, by discord.js. `start` rejects with `token-rejected` only: an unreachable Discord is tried again, ever
 * more slowly (1000 logins a day are allowed), until it answers or `stop` is called.
 */
export function makeDiscord(options: DiscordOptions): Platform {
  const { token, apiUrl, guildId, host, notes, log, say = vocabulary, now = Date.now } = options;
  const { proxies = makeProxies(directly) } = options;
  const turns = makeTurns(now);
  const standing = makeRecent<string>();
  const locales = makeRecent<string>();
  const stopping = new AbortController();
  const connection = keepConnection();
  let live: Live | null = null;
  let endProxying: () => void = () => {};

  async function open(): Promise<void> {
    endProxying();
    endProxying = proxyUpgrades(proxies);
    const client = makeClient(apiUrl, proxies, connection, log);
    const wire = makeWire(client.rest, apiUrl, proxies);
    const { settle } = listen(client, { host, wire, turns, standing, locales, log });
    const ready = await connect(client, token).catch((error: unknown) => {
      wire.close();
      throw error;
    });
    const appId = ready.application.id;
    live = { client, wire, appId, settle };
    if (stopping.signal.aborted) return close();
    await register(ready.rest, { appId, guildId, specs: host.specs, say, notes, log });
    const proxy = proxies.proxyFor(apiUrl ?? DefaultRestOptions.api);
    log.info(
      {
        bot: ready.user.username,
        servers: ready.guilds.cache.size,
        ...(proxy && { proxy: shownProxy(proxy) }),
      },
      'discord: listening',
    );
  }

  async function close(): Promise<void> {
    const open = live;
    live = null;
    if (open === null) return;
    await within(stopMs, open.settle(), undefined);
    open.client.removeAllListeners(Events.ShardReconnecting);
    open.wire.close();
    await open.client.destroy();
    endProxying();
  }

  return {
    id: 'discord',
    downSince: connection.downSince,
    start: () =>
      keepTrying(open, {
        name: 'discord',
        minTimeout: 5_000,
        maxTimeout: 300_000,
        signal: stopping.signal,
        safely,
        log,
      }),
    async stop() {
      stopping.abort();
      await close();
    },
    deliver: makeSend({
      host,
      turns,
      standing,
      now,
      progressMs: options.progressMs ?? defaultProgressMs,
      line: () => live,
    }),
  };
}
