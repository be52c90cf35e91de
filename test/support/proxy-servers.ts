import { createServer, type IncomingMessage } from 'node:http';
import {
  type AddressInfo,
  connect,
  createServer as createTcpServer,
  type Server,
  type Socket,
} from 'node:net';

/** A proxy on loopback that asks for user and password, with what went through it. */
export interface ProxyServer {
  /** With user and password. */
  url: string;
  /** `host:port` of each tunnel. */
  tunnels: string[];
  /** Its own connections to the targets: anything else that reaches them came past the proxy. */
  upstream: Set<Socket>;
  refused: number;
  close(): Promise<void>;
}

const user = 'anna';
const password = 'p@ss:word';
const credentials = `${user}:${encodeURIComponent(password)}`;

const listening = async (server: Server): Promise<number> => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
};

function join(
  proxy: ProxyServer,
  client: Socket,
  host: string,
  port: number,
  ready: (up: Socket) => void,
): void {
  proxy.tunnels.push(`${host}:${port}`);
  const up = connect(port, host === 'platform.test' ? '127.0.0.1' : host);
  proxy.upstream.add(up);
  up.once('connect', () => {
    ready(up);
    up.pipe(client);
    client.pipe(up);
  });
  for (const [one, other] of [
    [up, client],
    [client, up],
  ] as const)
    one.on('error', () => other.destroy()).on('close', () => other.destroy());
}

const closing = (server: Server, sockets: Set<Socket>) => async () => {
  for (const socket of sockets) socket.destroy();
  await new Promise((resolve) => server.close(resolve));
};

/** HTTP CONNECT (RFC 9110, 9.3.6) with Basic authentication. Requests without a tunnel are refused. */
export async function startConnectProxy(): Promise<ProxyServer> {
  const server = createServer((_, response) => response.writeHead(405).end());
  const sockets = new Set<Socket>();
  server.on('connection', (socket) => sockets.add(socket));
  const port = await listening(server);
  const proxy: ProxyServer = {
    url: `http://${credentials}@127.0.0.1:${port}`,
    tunnels: [],
    upstream: new Set(),
    refused: 0,
    close: closing(server, sockets),
  };
  const wanted = `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;
  server.on('connect', (request: IncomingMessage, client: Socket) => {
    if (request.headers['proxy-authorization'] !== wanted) {
      proxy.refused += 1;
      client.end('HTTP/1.1 407 Proxy Authentication Required\r\n\r\n');
      return;
    }
    const { hostname, port: target } = new URL(`http://${request.url}`);
    join(proxy, client, hostname, Number(target || 80), () =>
      client.write('HTTP/1.1 200 Connection Established\r\n\r\n'),
    );
  });
  return proxy;
}

/** Reads exactly as many bytes as asked for, from what comes in. */
function reader(socket: Socket): (count: number) => Promise<Buffer> {
  return async (count) => {
    for (;;) {
      const bytes: Buffer | null = socket.read(count);
      if (bytes !== null) return bytes;
      await new Promise((resolve, reject) => {
        socket.once('readable', resolve);
        socket.once('close', () => reject(new Error('closed')));
      });
    }
  };
}

/** SOCKS5 (RFC 1928) with user and password (RFC 1929); addresses by IPv4 or by name. */
export async function startSocksProxy(scheme: 'socks5' | 'socks5h'): Promise<ProxyServer> {
  const sockets = new Set<Socket>();
  const server = createTcpServer((client) => {
    sockets.add(client);
    serve(client).catch(() => client.destroy());
  });
  const port = await listening(server);
  const proxy: ProxyServer = {
    url: `${scheme}://${credentials}@127.0.0.1:${port}`,
    tunnels: [],
    upstream: new Set(),
    refused: 0,
    close: closing(server, sockets),
  };
  async function serve(client: Socket): Promise<void> {
    const take = reader(client);
    const [, methods = 0] = await take(2);
    await take(methods);
    client.write(Buffer.from([5, 2]));
    const [, nameLength = 0] = await take(2);
    const name = (await take(nameLength)).toString();
    const [passwordLength = 0] = await take(1);
    const given = (await take(passwordLength)).toString();
    if (name !== user || given !== password) {
      proxy.refused += 1;
      client.end(Buffer.from([1, 1]));
      return;
    }
    client.write(Buffer.from([1, 0]));
    const [, , , kind] = await take(4);
    const [length = 4] = kind === 3 ? await take(1) : [4];
    const address = await take(length);
    const host = kind === 3 ? address.toString() : [...address].join('.');
    const target = (await take(2)).readUInt16BE();
    join(proxy, client, host, target, () => client.write(Buffer.from([5, 0, 0, 1, 127, 0, 0, 1, 0, 0])));
  }
  return proxy;
}
