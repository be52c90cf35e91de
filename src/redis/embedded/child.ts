import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fail } from '../../model/failure.ts';
import type { Log } from '../../model/log.ts';

/** A running redis-server. */
export interface Child {
  process: ChildProcess;
  /** Its last lines, for an error's detail. */
  said(): string;
  /** Resolves when it has ended, with its exit status or signal. */
  ended: Promise<string>;
  hasEnded(): boolean;
}

/** Written and removed by the server; left behind by one that was killed. */
export const pidFile = (dir: string): string => join(dir, 'redis.pid');

/** No TCP port, append-only file (flushed by us: flush.ts), no RDB beside it, rewritten early: the data is small. */
const settings = (socket: string, dir: string): string[] => [
  ...['--port', '0', '--unixsocket', socket, '--unixsocketperm', '600'],
  ...['--dir', dir, '--appendonly', 'yes', '--appendfsync', 'no', '--aof-load-truncated', 'yes'],
  ...['--save', '', '--auto-aof-rewrite-min-size', '4mb', '--maxmemory-policy', 'noeviction'],
  ...[
    '--pidfile',
    pidFile(dir),
    '--databases',
    '1',
    '--daemonize',
    'no',
    '--logfile',
    '',
    '--loglevel',
    'notice',
  ],
];

/**
 * Linux can end a child with its parent, however the parent ends (prctl(2), PR_SET_PDEATHSIG); `setpriv` of util-linux
 * asks for it. Where it is missing a killed bot leaves its server behind, and the next start ends that one.
 */
const wrapper: readonly string[] = ['setpriv', '--pdeathsig', 'TERM', '--'];

let wraps: boolean | undefined;
function canWrap(): boolean {
  wraps ??= spawnSync('setpriv', ['--pdeathsig', 'TERM', '--', 'true'], { stdio: 'ignore' }).status === 0;
  return wraps;
}

/** Starts redis-server; throws `redis` when there is none to start. */
export async function startChild(socket: string, dir: string, log: Log): Promise<Child> {
  const argv = [...(canWrap() ? wrapper : []), 'redis-server', ...settings(socket, dir)];
  const [file = '', ...args] = argv;
  // A session of its own: Ctrl-C is for the bot, which still needs its Redis to stop in order.
  const child = spawn(file, args, { stdio: ['ignore', 'pipe', 'pipe'], detached: true });
  const lines: string[] = [];
  for (const stream of [child.stdout, child.stderr])
    createInterface(stream).on('line', (line) => {
      lines.push(line);
      if (lines.length > 20) lines.shift();
      log.debug({ redis: line }, 'redis-server');
    });
  let over = false;
  const ended = new Promise<string>((resolve) => {
    child.once('close', (code, signal) => {
      over = true;
      resolve(signal ?? `status ${code}`);
    });
  });
  await new Promise<void>((resolve, reject) => {
    child.once('spawn', resolve);
    child.once('error', reject);
  }).catch((error: Error) => fail({ cause: 'redis', detail: `redis-server: ${error.message}` }, error));
  return { process: child, said: () => lines.join('\n'), ended, hasEnded: () => over };
}

/** Asks it to save and end; kills it when it has not within 10 s. */
export async function endChild(child: Child): Promise<void> {
  child.process.kill('SIGTERM');
  const kill = setTimeout(() => child.process.kill('SIGKILL'), 10_000);
  await child.ended;
  clearTimeout(kill);
}
