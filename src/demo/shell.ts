import { type ChildProcess, type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { constants } from 'node:os';
import { join } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import type { ServerChannel } from 'ssh2';
import { intoRoot, linesIntoRoot, outOfRoot, readsScript } from './paths.ts';

/** Directories of the router's PATH, then the machine's tools it may use. */
const directories = ['usr/sbin', 'usr/bin', 'sbin', 'bin', '.demo/bin'];

export interface RunningScript {
  /** Sends it a signal, named as SSH names it: `TERM`. */
  signal(name: string): void;
}

export interface Shell {
  /** Runs a script under the machine's `sh`, inside the root. `channel` gets its input and output. */
  run(script: string, channel: ServerChannel): RunningScript;
  /** Runs a script that nobody waits for over SSH; resolves when it has ended. */
  call(script: string): Promise<void>;
  /** Execs whose shell has not ended, by the number their environment has as `PUSHMEDIC_EXEC`. */
  running(): string[];
  /** Ends everything that was ever started here and still runs. */
  killAll(): void;
}
function pump(from: Readable, to: Writable, root: string): Promise<void> {
  const filter = outOfRoot(root);
  const gone = () => from.destroy();
  to.once('close', gone);
  from.on('data', (chunk: Buffer) => {
    if (to.writable && !to.write(filter.push(chunk))) {
      from.pause();
      to.once('drain', () => from.resume());
    }
  });
  return new Promise((resolve) => {
    from.once('close', () => {
      to.off('close', gone);
      const rest = filter.end();
      if (rest.length > 0 && to.writable) to.write(rest);
      resolve();
    });
    from.on('error', () => from.destroy());
  });
}

/** Gives a script its standard input; `lines`: what comes is a script itself, and is put under the root. */
function feed(from: ServerChannel, to: Writable, lines: ReturnType<typeof linesIntoRoot> | null): void {
  const write = (chunk: Buffer | string) => to.writable && to.write(chunk, 'latin1');
  from.on('data', (chunk: Buffer) => write(lines ? lines.push(chunk) : chunk));
  from.on('end', () => {
    if (lines) write(lines.end());
    to.end();
  });
  from.once('close', () => to.destroy());
  to.on('error', () => to.destroy());
}

/** Processes whose environment names this root, wherever they have moved to since. `null`: no /proc to look in. */
function marked(root: string): number[] | null {
  try {
    return readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid)
      .filter((pid) => environment(pid).includes(`\0PUSHMEDIC_DEMO=${root}\0`))
      .map(Number);
  } catch {
    return null;
  }
}
function environment(pid: string): string {
  try {
    return `\0${readFileSync(`/proc/${pid}/environ`, 'latin1')}\0`;
  } catch {
    return '';
  }
}
function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It ended by itself in the meantime.
  }
}

/** A POSIX shell and its arguments before `-c`. */
export type ShellCommand = readonly [string, ...string[]];

/** The environment dropbear gives; PATH leads to the router's programs and to nothing else of the machine. */
export const shellEnvironment = (root: string): Record<string, string> => ({
  PATH: directories.map((directory) => join(root, directory)).join(':'),
  HOME: join(root, 'root'),
  USER: 'root',
  LOGNAME: 'root',
  SHELL: '/bin/ash',
  PWD: join(root, 'root'),
  PUSHMEDIC_DEMO: root,
});

/** `onChange`: a script has begun or ended. */
export function makeShell(root: string, sh: ShellCommand, onChange: () => void): Shell {
  const children = new Map<string, ChildProcess>();
  let last = 0;
  /** Process groups ever started: background jobs outlive their script. */
  const groups = new Set<number>();
  const [command, ...args] = sh;
  const env = shellEnvironment(root);

  function start(script: string): { exec: string; child: ChildProcessWithoutNullStreams } {
    last += 1;
    const exec = String(last);
    const child = spawn(command, [...args, '-c', intoRoot(script, root)], {
      cwd: join(root, 'root'),
      env: { ...env, PUSHMEDIC_EXEC: exec },
      detached: true,
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    children.set(exec, child);
    onChange();
    if (child.pid !== undefined) groups.add(child.pid);
    return { exec, child };
  }
  function ended(exec: string): void {
    children.delete(exec);
    onChange();
  }

  function run(script: string, channel: ServerChannel): RunningScript {
    const { exec, child } = start(script);
    feed(channel, child.stdin, readsScript(script) ? linesIntoRoot(root) : null);
    const drained = Promise.all([
      pump(child.stdout, channel, root),
      pump(child.stderr, channel.stderr, root),
    ]);
    const end = new Promise<{ code: number | null; signal: string | null }>((resolve) => {
      child.once('exit', (code, signal) => resolve({ code, signal }));
      child.once('error', () => resolve({ code: 127, signal: null }));
    });
    void end.then(() => ended(exec));
    void Promise.all([end, drained]).then(([{ code, signal }]) => {
      finish(channel, code, signal);
    });
    return {
      signal(name) {
        const signal = Object.keys(constants.signals).find((each) => each === `SIG${name}`);
        if (signal !== undefined) child.kill(constants.signals[signal as NodeJS.Signals]);
      },
    };
  }

  return {
    run,
    call(script) {
      const { exec, child } = start(script);
      child.stdin.end();
      child.stdout.resume();
      child.stderr.resume();
      return new Promise((resolve) => {
        const over = () => {
          ended(exec);
          resolve();
        };
        child.once('exit', over);
        child.once('error', over);
      });
    },
    running: () => [...children.keys()],
    killAll() {
      // A group's number may have been given away since: groups are only for machines without /proc.
      if (marked(root) === null) for (const group of groups) kill(-group);
      for (let round = 0; round < 5; round += 1) {
        const left = marked(root) ?? [];
        for (const pid of left) kill(pid);
        if (left.length === 0) break;
      }
      groups.clear();
    },
  };
}

function finish(channel: ServerChannel, code: number | null, signal: string | null): void {
  if (!channel.writable) return;
  if (signal === null) channel.exit(code ?? 255);
  else channel.exit(signal.replace(/^SIG/, ''));
  channel.end();
}
