import { createServer, type Socket } from 'node:net';
import ssh2, { type AuthContext, type ServerChannel } from 'ssh2';
import type { HostKey } from '../model/router.ts';
import { hostKeyOf } from '../ssh/fingerprint.ts';
import type { KeyPair } from '../ssh/key-pair.ts';
import type { RunningScript } from './shell.ts';

/** Longest command dropbear takes for an exec (its `MAX_CMD_LEN`); longer ones are refused. */
const maxCommandBytes = 9000;

export interface SshServer {
  port: number;
  hostKey: HostKey;
  /** Ends every connection at once, as a pulled cable would. */
  cut(): void;
  close(): Promise<void>;
}

const parse = (key: string) => {
  const parsed = ssh2.utils.parseKey(key);
  return parsed instanceof Error ? null : parsed;
};

function authenticate(context: AuthContext, keys: NonNullable<ReturnType<typeof parse>>[]): void {
  const key =
    context.method === 'publickey'
      ? keys.find((each) => each.getPublicSSH().equals(context.key.data))
      : undefined;
  if (context.method !== 'publickey' || !key) context.reject(['publickey']);
  // Without a signature the client only asks whether the key would do.
  else if (!context.signature || !context.blob) context.accept();
  else if (key.verify(context.blob, context.signature, context.hashAlgo) === true) context.accept();
  else context.reject(['publickey']);
}

/**
 * An SSH server on 127.0.0.1 that lets `authorized` keys in as anybody and gives each exec to
 * `onExec`. No shell, no terminal, no file transfer: like a router, only execs.
 */
export async function serveSsh(options: {
  /** OpenSSH public lines, asked for at each login. */
  authorized: () => readonly string[];
  hostKey: KeyPair;
  /** Default: any that is free. */
  port?: number | undefined;
  onExec: (script: string, channel: ServerChannel) => RunningScript | null;
}): Promise<SshServer> {
  const sockets = new Set<Socket>();
  const ssh = new ssh2.Server({ hostKeys: [options.hostKey.private], ident: 'dropbear' }, (client) => {
    client.on('error', () => client.end());
    client.on('authentication', (context) =>
      authenticate(
        context,
        options.authorized().flatMap((line) => parse(line) ?? []),
      ),
    );
    client.on('session', (accept) => {
      let script: RunningScript | null = null;
      const session = accept();
      session.on('exec', (take, refuse, { command }) => {
        if (Buffer.byteLength(command) > maxCommandBytes) return refuse();
        const channel = take();
        channel.on('error', () => channel.destroy());
        script = options.onExec(command, channel);
      });
      session.on('signal', (take, _refuse, { name }) => {
        take?.();
        script?.signal(name);
      });
    });
  });
  const listener = createServer({ noDelay: true }, (socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
    socket.on('error', () => socket.destroy());
    ssh.injectSocket(socket);
  });
  await new Promise<void>((resolve, reject) => {
    listener.once('error', reject);
    listener.listen(options.port ?? 0, '127.0.0.1', resolve);
  });
  const at = listener.address();
  const cut = () => {
    for (const socket of sockets) socket.destroy();
  };
  return {
    port: at !== null && typeof at === 'object' ? at.port : 0,
    hostKey: hostKeyOf(Buffer.from(options.hostKey.public.split(' ')[1] ?? '', 'base64')),
    cut,
    close() {
      const closed = new Promise<void>((resolve) => listener.close(() => resolve()));
      cut();
      return closed;
    },
  };
}
