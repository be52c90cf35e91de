import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { HostKey, Target } from '../../src/model/router.ts';
import { hostKeyOf } from '../../src/ssh/fingerprint.ts';
import { answers, freePort, onPath } from './dropbear.ts';

interface Program {
  file: string;
  libraries: string;
}

/**
 * OpenSSH's server. Where it is not installed it is unpacked from its Debian package into a cache: installing it
 * would start a login service on this machine.
 */
export function findSshd(): Program | null {
  const installed = onPath('sshd');
  if (installed) return { file: installed, libraries: '' };
  const cache = resolve('node_modules/.cache/openssh-server');
  try {
    if (!existsSync(cache)) {
      const fresh = `${cache}.${process.pid}`;
      mkdirSync(fresh, { recursive: true });
      execFileSync('apt-get', ['-qq', 'download', 'openssh-server', 'libwrap0'], {
        cwd: fresh,
        stdio: 'ignore',
      });
      for (const name of readdirSync(fresh).filter((file) => file.endsWith('.deb')))
        execFileSync('dpkg', ['-x', name, '.'], { cwd: fresh, stdio: 'ignore' });
      renameSync(fresh, cache);
    }
    const libraries = execFileSync('find', [cache, '-name', 'libwrap.so.0', '-printf', '%h'], {
      encoding: 'utf8',
    });
    return { file: join(cache, 'usr/sbin/sshd'), libraries };
  } catch {
    return null;
  }
}

export interface OpenSsh {
  target: Target;
  hostKey: HostKey;
  /** Home of its root. */
  home: string;
  stop(): Promise<void>;
}

/** A real sshd on loopback, in a mount namespace with accounts of its own. Needs root. */
export async function startOpenSsh(
  { file, libraries }: Program,
  authorized: readonly string[],
): Promise<OpenSsh> {
  const folder = mkdtempSync(join(tmpdir(), 'pushmedic-sshd-'));
  chmodSync(folder, 0o755);
  const put = (name: string, text: string): void => writeFileSync(join(folder, name), text, { mode: 0o644 });
  mkdirSync(join(folder, '.ssh'), { mode: 0o700 });
  put('.ssh/authorized_keys', `${authorized.join('\n')}\n`);
  put('passwd', `root:x:0:0:root:${folder}:/bin/sh\nsshd:x:101:65534::/run/sshd:/usr/sbin/nologin\n`);
  put('shadow', 'root:*:19000::::::\nsshd:*:19000::::::\n');
  const key = join(folder, 'host_key');
  execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-f', key]);
  const blob = execFileSync('ssh-keygen', ['-y', '-f', key], { encoding: 'utf8' }).split(' ')[1] ?? '';
  const port = await freePort();
  const settings = [
    `ListenAddress=127.0.0.1:${port}`,
    'UsePAM=no',
    'StrictModes=no',
    'PermitRootLogin=prohibit-password',
  ].flatMap((setting) => ['-o', setting]);
  const mounts = ['passwd', 'shadow'].map((name) => `mount --bind "$0/${name}" /etc/${name}`).join(' && ');
  const script = `${mounts} && mount -t tmpfs none /run && mkdir -m 755 /run/sshd && exec "$@"`;
  const words = [
    '-m',
    'sh',
    '-c',
    script,
    folder,
    file,
    '-D',
    '-e',
    '-f',
    '/dev/null',
    '-h',
    key,
    ...settings,
  ];
  const env = { ...process.env, ...(libraries ? { LD_LIBRARY_PATH: libraries } : {}) };
  const server = spawn('unshare', words, { stdio: ['ignore', 'ignore', 'pipe'], detached: true, env });
  let log = '';
  server.stderr.on('data', (chunk: Buffer) => {
    log += chunk.toString('utf8');
  });
  const ended = once(server, 'exit');
  const failed = ended.then(() => Promise.reject(new Error(`sshd did not start: ${log}`)));
  await Promise.race([answers(port), failed]);
  failed.catch(() => {});
  return {
    target: { host: '127.0.0.1', port, user: 'root' },
    hostKey: hostKeyOf(Buffer.from(blob, 'base64')),
    home: folder,
    async stop() {
      if (server.pid !== undefined && server.exitCode === null) process.kill(-server.pid, 'SIGTERM');
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
