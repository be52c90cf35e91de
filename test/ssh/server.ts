import { once } from 'node:events';
import { connect, createServer, type Server, type Socket } from 'node:net';
import ssh2, { type Algorithms, type Connection, type ServerChannel } from 'ssh2';
import type { Target } from '../../src/model/router.ts';
import { keyPair } from './dropbear.ts';

export interface Stand {
  target: Target;
  /** TCP connections taken so far. */
  taken(): number;
  /** Ends it and every connection. */
  stop(): Promise<void>;
}

/** A TCP server on loopback that does as `behave` says. */
export async function listen(behave: (socket: Socket) => void, port = 0): Promise<Stand> {
  const sockets = new Set<Socket>();
  let taken = 0;
  const server: Server = createServer({ noDelay: true }, (socket) => {
    taken += 1;
    sockets.add(socket);
    socket.on('error', () => {});
    behave(socket);
  });
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return {
    target: { host: '127.0.0.1', port: address.port, user: 'root' },
    taken: () => taken,
    async stop() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}

/** Passes everything on to port `to`; `onClient` sees what the client sends. */
export const relay = (to: number, onClient: (chunk: Buffer) => void = () => {}, port = 0): Promise<Stand> =>
  listen((socket) => {
    const behind = connect({ port: to, host: '127.0.0.1', noDelay: true });
    behind.on('error', () => socket.destroy());
    behind.on('close', () => socket.end());
    socket.on('data', onClient);
    socket.pipe(behind);
    behind.pipe(socket);
  }, port);

export interface SshServerOptions {
  /** Private host keys. */
  hostKeys?: string[];
  algorithms?: Algorithms;
  /** Default: lets everybody in. */
  onAuth?: (accept: () => void, reject: () => void) => void;
  onExec?: (channel: ServerChannel, command: string, connection: Connection, socket: Socket) => void;
  /** Refuses or ignores execs. */
  refuseExec?: 'refuse' | 'ignore' | 'ignore-channel';
  port?: number;
}

export interface SshStand extends Stand {
  /** How often anything of an authentication arrived. */
  asked(): number;
}

export async function startSshServer(options: SshServerOptions): Promise<SshStand> {
  let asked = 0;
  const hostKeys = options.hostKeys ?? [keyPair().text];
  const stand = await listen((socket) => {
    const { algorithms } = options;
    const server = new ssh2.Server({ hostKeys, ...(algorithms ? { algorithms } : {}) }, (connection) => {
      connection.on('error', () => {});
      connection.on('authentication', (context) => {
        asked += 1;
        const { onAuth } = options;
        if (onAuth)
          onAuth(
            () => context.accept(),
            () => context.reject(),
          );
        else context.accept();
      });
      connection.on('session', (accept) => {
        if (options.refuseExec === 'ignore-channel') return;
        accept().on('exec', (take, refuse, { command }) => {
          if (options.refuseExec === 'refuse') refuse();
          else if (options.refuseExec !== 'ignore') options.onExec?.(take(), command, connection, socket);
        });
      });
    });
    server.injectSocket(socket);
  }, options.port);
  return { ...stand, asked: () => asked };
}
