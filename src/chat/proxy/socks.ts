import { lookup } from 'node:dns/promises';
import { SocksClient } from 'socks';
import { Agent, buildConnector, type Dispatcher } from 'undici';

/** What undici asks a connector for; its own type names more than is used here. */
type Wanted = Parameters<buildConnector.connector>[0];

/** `socks5:` resolves names here, `socks5h:` has the proxy do it (curl(1), `--socks5-hostname`). */
const destinationOf = async (proxy: URL, hostname: string): Promise<string> =>
  proxy.protocol === 'socks5h:' ? hostname : (await lookup(hostname)).address;

async function tunnel(proxy: URL, { hostname, port, protocol }: Wanted) {
  const { socket } = await SocksClient.createConnection({
    proxy: {
      host: proxy.hostname.replace(/^\[|\]$/g, ''),
      port: Number(proxy.port || 1080),
      type: 5,
      ...(proxy.username !== '' && {
        userId: decodeURIComponent(proxy.username),
        password: decodeURIComponent(proxy.password),
      }),
    },
    command: 'connect',
    destination: {
      host: await destinationOf(proxy, hostname.replace(/^\[|\]$/g, '')),
      port: Number(port || (protocol === 'https:' ? 443 : 80)),
    },
    timeout: 15_000,
  });
  return socket;
}

/** Requests of undici (discord.js's REST client) through a SOCKS5 proxy, which undici itself does not know. */
export function socksDispatcher(proxy: URL): Dispatcher {
  const secure = buildConnector({});
  return new Agent({
    connect: (wanted, callback) => {
      tunnel(proxy, wanted).then(
        (socket) => {
          if (wanted.protocol === 'https:') secure({ ...wanted, httpSocket: socket }, callback);
          else callback(null, socket.setNoDelay());
        },
        (error: unknown) => callback(error instanceof Error ? error : new Error(String(error)), null),
      );
    },
  });
}
