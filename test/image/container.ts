import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Image } from './build.ts';
import { must } from './run.ts';

/** The image's files as a container sees them: nothing can be written but `/tmp` and the volumes. */
export interface Mounted {
  image: Image;
  root: string;
  user: string;
}

const devices = ['null', 'zero', 'full', 'random', 'urandom', 'tty'];

/** Mounts the image read-only, with fresh volumes that take over owner and mode of the image's folder, as Docker's do. */
export function mountImage(image: Image, cache: string): Mounted {
  const root = join(cache, 'container');
  mkdirSync(root, { recursive: true });
  must('mount', ['-t', 'overlay', 'overlay', '-o', `lowerdir=${image.layers.join(':')}`, root]);
  must('mount', ['-t', 'tmpfs', 'tmpfs', join(root, 'tmp')]);
  must('mount', ['-t', 'tmpfs', 'tmpfs', join(root, 'dev')]);
  for (const device of devices) {
    writeFileSync(join(root, 'dev', device), '');
    must('mount', ['--bind', join('/dev', device), join(root, 'dev', device)]);
  }
  for (const [at, volume] of image.volumes.entries()) {
    const folder = join(cache, `volume-${at}`);
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder);
    const { uid, gid, mode } = statSync(join(root, volume));
    chownSync(folder, uid, gid);
    must('chmod', [(mode & 0o7777).toString(8), folder]);
    must('mount', ['--bind', folder, join(root, volume)]);
  }
  const hosts = join(cache, 'hosts');
  writeFileSync(hosts, '127.0.0.1 localhost redis\n');
  must('mount', ['--bind', hosts, join(root, 'etc/hosts')]);
  return { image, root, user: userOf(root, image.user) };
}

function userOf(root: string, name: string): string {
  const line = readFileSync(join(root, 'etc/passwd'), 'utf8')
    .split('\n')
    .find((one) => one.startsWith(`${name}:`));
  const [, , uid, gid] = line?.split(':') ?? [];
  if (uid === undefined || gid === undefined) throw new Error(`the image has no user ${name}`);
  return `${uid}:${gid}`;
}

/** `unshare …` and what stands behind it: a process tree of its own, without rights, as PID 1. */
function commandOf(
  { image, root, user }: Mounted,
  argv: readonly string[],
  env: Record<string, string>,
): string[] {
  const [uid = '', gid = ''] = user.split(':');
  const path = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';
  const all = { PATH: path, HOME: '/home/node', ...image.env, ...env };
  return [
    ...['--mount', '--pid', '--fork', '--kill-child', `--mount-proc=${join(root, 'proc')}`],
    ...['chroot', root, '/usr/bin/setpriv', '--reuid', uid, '--regid', gid, '--clear-groups'],
    ...['--bounding-set=-all', '--inh-caps=-all', '--no-new-privs'],
    ...['/usr/bin/env', '-i', `--chdir=${image.workdir}`],
    ...Object.entries(all).map(([name, value]) => `${name}=${value}`),
    ...argv,
  ];
}

export interface Ended {
  status: number | null;
  out: string;
}

/** `docker run --entrypoint`: the words as they are, to their end; killed after two minutes. */
export async function runPlain(
  on: Mounted,
  argv: readonly string[],
  env: Record<string, string> = {},
): Promise<Ended> {
  const child = spawn('unshare', commandOf(on, argv, env), {
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: 120_000,
    killSignal: 'SIGKILL',
  });
  let out = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (piece) => {
      out += piece;
    });
  const [status] = await once(child, 'close');
  return { status, out };
}

/** `docker run IMAGE WORDS…`: the entry point with these words; none: the image's CMD. */
export const runImage = (
  on: Mounted,
  words: readonly string[] | null,
  env: Record<string, string> = {},
): Promise<Ended> => runPlain(on, [...on.image.entrypoint, ...(words ?? on.image.command)], env);

export interface Started {
  log(): string;
  says(pattern: RegExp): Promise<RegExpExecArray>;
  /** SIGTERM to PID 1, as `docker stop`; null when it had to be killed after `graceS`. */
  stop(graceS: number): Promise<{ status: number | null; seconds: number }>;
}

/** PID 1 of the container, as it is known outside. */
function firstOf(child: ChildProcess): number {
  const [pid] = readFileSync(`/proc/${child.pid}/task/${child.pid}/children`, 'utf8').split(' ');
  return Number(pid);
}

/** Starts the entry point (or, with `plain`, the words alone) and leaves it running. */
export function start(
  on: Mounted,
  words: readonly string[],
  env: Record<string, string>,
  { plain = false } = {},
): Started {
  const argv = plain ? words : [...on.image.entrypoint, ...words];
  const child = spawn('unshare', commandOf(on, argv, env), { stdio: ['ignore', 'pipe', 'pipe'] });
  let text = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (piece) => {
      text += piece;
    });
  const ended = once(child, 'exit');
  return {
    log: () => text,
    async says(pattern) {
      const end = Date.now() + 30_000;
      for (;;) {
        const found = pattern.exec(text);
        if (found) return found;
        if (child.exitCode !== null || Date.now() > end) throw new Error(`waited for ${pattern}:\n${text}`);
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
    },
    async stop(graceS) {
      const from = performance.now();
      if (child.exitCode === null) {
        process.kill(firstOf(child), 'SIGTERM');
        const timer = setTimeout(() => child.kill('SIGKILL'), graceS * 1_000);
        await ended;
        clearTimeout(timer);
      }
      return { status: child.exitCode, seconds: (performance.now() - from) / 1_000 };
    },
  };
}
