import { Client, DiscordjsError, DiscordjsErrorCodes, Events, GatewayIntentBits, Options } from 'discord.js';
import { fail } from '../../model/failure.ts';
import type { Log } from '../../model/log.ts';
import type { ConnectionKeeper } from '../connection.ts';
import type { Proxies } from '../proxy/proxies.ts';
import { safely } from './errors.ts';
import { restOptions } from './rest-options.ts';

/** Gateway close code for a token that Discord does not know (topics/opcodes-and-status-codes). */
const authenticationFailed = 4004;

/**
 * A client with the least it needs: servers and the messages in them, of which it reads those written to it alone (the
 * intent for all others' content is not asked for), no messages kept, nobody mentioned. It logs what the gateway
 * does and survives errors in handlers (without a listener for `error` the process would die).
 */
export function makeClient(
  apiUrl: string | undefined,
  proxies: Proxies,
  connection: ConnectionKeeper,
  log: Log,
): Client {
  const client = new Client({
    intents: [GatewayIntentBits.Guilds, GatewayIntentBits.GuildMessages, GatewayIntentBits.DirectMessages],
    allowedMentions: { parse: [] },
    rest: restOptions(apiUrl, proxies),
    makeCache: Options.cacheWithLimits({
      ...Options.DefaultMakeCacheSettings,
      MessageManager: 0,
      GuildMemberManager: { maxSize: 1, keepOverLimit: (member) => member.id === member.client.user.id },
      UserManager: { maxSize: 100, keepOverLimit: (user) => user.id === user.client.user.id },
    }),
  });
  client.on(Events.Error, (error) => log.error({ error: safely(error) }, 'discord: error in a handler'));
  client.on(Events.ShardError, (error) => log.warn({ error: safely(error) }, 'discord: gateway error'));
  client.on(Events.ShardReady, () => connection.up());
  client.on(Events.ShardReconnecting, () => {
    connection.down();
    log.info({}, 'discord: reconnecting');
  });
  client.on(Events.ShardResume, (_shard, replayed) => {
    connection.up();
    log.info({ replayed }, 'discord: resumed');
  });
  client.on(Events.ShardDisconnect, ({ code }) => {
    connection.down();
    const reset = code === authenticationFailed;
    log.error(
      { code },
      reset
        ? 'discord: the token is not valid any more; set DISCORD_TOKEN to the one shown in the developer portal (Bot, Reset Token) and start again'
        : 'discord: the gateway closed for good',
    );
  });
  return client;
}

/** Logs in; resolves when the gateway is ready. Rejects with `token-rejected`, or with what may pass. */
export async function connect(client: Client, token: string): Promise<Client<true>> {
  const ready = new Promise<Client<true>>((resolve) => client.once(Events.ClientReady, resolve));
  let closed: number | undefined;
  client.once(Events.ShardDisconnect, ({ code }) => {
    closed = code;
  });
  try {
    await client.login(token);
  } catch (error) {
    const refused = error instanceof DiscordjsError && error.code === DiscordjsErrorCodes.TokenInvalid;
    if (refused || closed === authenticationFailed)
      fail({ cause: 'token-rejected', platform: 'Discord' }, new Error(safely(error).what));
    throw error;
  }
  return ready;
}
