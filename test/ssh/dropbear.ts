import { execFileSync, spawn } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import type { HostKey, Target } from '../../src/model/router.ts';
import { hostKeyOf } from '../../src/ssh/fingerprint.ts';
import { type Identity, readIdentity } from '../../src/ssh/identity.ts';
import { fromPkcs8 } from '../../src/ssh/pem.ts';

export const onPath = (name: string): string | undefined =>
  [...(process.env.PATH ?? '').split(delimiter), '/usr/sbin', '/sbin']
    .map((folder) => join(folder, name))
    .find((file) => existsSync(file));

export interface KeyPair {
  /** OpenSSH private key. */
  text: string;
  identity: Identity;
}

export function keyPair(type: 'ed25519' | 'rsa' = 'ed25519'): KeyPair {
  const { privateKey } =
    type === 'rsa' ? generateKeyPairSync('rsa', { modulusLength: 2048 }) : generateKeyPairSync('ed25519');
  const text = fromPkcs8(privateKey.export({ type: 'pkcs8', format: 'pem' }).toString());
  return { text, identity: readIdentity(text, type) };
}

export interface Dropbear {
  target: Target;
  /** By type, e.g. `ssh-ed25519`. */
  hostKeys: Map<string, HostKey>;
  /** Folder with everything of this server. */
  folder: string;
  /** What it logged so far. */
  log(): string;
  /** Ends it with all its connections. */
  stop(): Promise<void>;
}

export interface DropbearOptions {
  authorized: readonly string[];
  /** Default ed25519, ecdsa and rsa. */
  hostKeyTypes?: readonly ('ed25519' | 'ecdsa' | 'rsa')[];
  /** Reuse of a port, for a router that was restarted. */
  port?: number;
  /** Lets root in by the password of this crypt(3) hash too. */
  passwordHash?: string;
}

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}

export async function answers(port: number): Promise<void> {
  for (let left = 100; left > 0; left -= 1) {
    const socket = connect(port, '127.0.0.1');
    const up = await Promise.race([
      once(socket, 'data').then(() => true),
      once(socket, 'close').then(() => false),
    ]).catch(() => false);
    socket.destroy();
    if (up) return;
    await new Promise((done) => setTimeout(done, 50));
  }
  throw new Error(`nothing answers on port ${port}`);
}

/**
 * A real dropbear whose root logs in to `busybox ash`, as on OpenWrt. It reads `/etc/passwd` for the home (with the
 * authorized keys) and the shell, so it runs in a mount namespace with its own: nothing of this machine's is touched.
 */
export async function startDropbear(options: DropbearOptions): Promise<Dropbear> {
  const [dropbear, dropbearkey, busybox] = ['dropbear', 'dropbearkey', 'busybox'].map(onPath);
  if (!dropbear || !dropbearkey || !busybox || process.getuid?.() !== 0)
    throw new Error('needs dropbear-bin and busybox, and root for a mount namespace');
  const folder = mkdtempSync(join(tmpdir(), 'pushmedic-dropbear-'));
  chmodSync(folder, 0o755);
  mkdirSync(join(folder, 'home/.ssh'), { recursive: true, mode: 0o700 });
  writeFileSync(join(folder, 'home/.ssh/authorized_keys'), `${options.authorized.join('\n')}\n`, {
    mode: 0o600,
  });
  const shell = join(folder, 'ash');
  symlinkSync(busybox, shell);
  writeFileSync(join(folder, 'passwd'), `root:x:0:0:root:${join(folder, 'home')}:${shell}\n`);
  writeFileSync(join(folder, 'shells'), `${shell}\n`);
  writeFileSync(join(folder, 'shadow'), `root:${options.passwordHash ?? '*'}:19000::::::\n`, { mode: 0o600 });
  const hostKeys = new Map<string, HostKey>();
  const keyArguments: string[] = [];
  for (const type of options.hostKeyTypes ?? ['ed25519', 'ecdsa', 'rsa']) {
    const file = join(folder, `host_${type}`);
    execFileSync(dropbearkey, ['-t', type, '-f', file], { stdio: 'ignore' });
    const line = execFileSync(dropbearkey, ['-y', '-f', file], { encoding: 'utf8' });
    const blob = /^(?:ssh|ecdsa)-\S+ (\S+)/m.exec(line)?.[1] ?? '';
    const key = hostKeyOf(Buffer.from(blob, 'base64'));
    hostKeys.set(key.type, key);
    keyArguments.push('-r', file);
  }
  const port = options.port ?? (await freePort());
  const mounts = ['passwd', 'shadow', 'shells']
    .map((name) => `mount --bind "$0/${name}" /etc/${name}`)
    .join(' && ');
  const server = spawn(
    'unshare',
    [
      '-m',
      'sh',
      '-c',
      `${mounts} && exec "$@"`,
      folder,
      dropbear,
      '-F',
      '-E',
      ...(options.passwordHash === undefined ? ['-s'] : []),
      '-p',
      `127.0.0.1:${port}`,
    ].concat(keyArguments),
    { stdio: ['ignore', 'ignore', 'pipe'], detached: true },
  );
  let log = '';
  server.stderr.on('data', (chunk: Buffer) => {
    log += chunk.toString('utf8');
  });
  const ended = once(server, 'exit');
  await Promise.race([
    answers(port),
    ended.then(() => Promise.reject(new Error(`dropbear did not start: ${log}`))),
  ]);
  return {
    target: { host: '127.0.0.1', port, user: 'root' },
    hostKeys,
    folder,
    log: () => log,
    async stop() {
      // Its own process group: children that serve connections go with it, as when a router is switched off.
      if (server.pid !== undefined && server.exitCode === null) process.kill(-server.pid, 'SIGKILL');
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
