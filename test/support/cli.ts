import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { bundle } from '../../src/app/setup/bundle.mjs';

export interface Called {
  code: number | null;
  stdout: string;
  stderr: string;
}

let built: Promise<string> | null = null;
/** The program as one file, made once for a test file. */
const program = (): Promise<string> => {
  built ??= bundle('src/main.ts', join('node_modules/.cache/test-cli', `main-${process.pid}.mjs`));
  return built;
};

/** A home of its own for a call, so that nothing of this machine's user is read. */
export const newHome = (): string => mkdtempSync(join(tmpdir(), 'pushmedic-home-'));

/** What a call inherits: nothing of this machine's user, and no service that is installed here. */
const environment = (home: string, more: Record<string, string> = {}): Record<string, string> => ({
  PATH: process.env.PATH ?? '',
  HOME: home,
  LANG: 'C',
  SYSTEMD_UNIT_PATH: home,
  ...more,
});

/** A private key in a file only its owner may read. */
export function keyFile(home: string, name: string, text: string): string {
  const path = join(home, name);
  writeFileSync(path, text, { mode: 0o600 });
  return path;
}

export interface CallOptions {
  /** Default: one of its own. */
  home?: string;
  stdin?: string;
  env?: Record<string, string>;
}

/** Calls `pushmedic` as a person would, from `home`, with `stdin` on its standard input. */
export const pushmedic = async (args: readonly string[], options: CallOptions = {}): Promise<Called> =>
  runProgram(process.execPath, ['--enable-source-maps', resolve(await program()), ...args], options);

/** Runs a program to its end, from `home`. */
export async function runProgram(
  file: string,
  args: readonly string[],
  { home = newHome(), stdin = '', env = {} }: CallOptions = {},
): Promise<Called> {
  const child = spawn(file, args, {
    cwd: home,
    env: environment(home, env),
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  const called: Called = { code: null, stdout: '', stderr: '' };
  child.stdout.setEncoding('utf8').on('data', (piece: string) => {
    called.stdout += piece;
  });
  child.stderr.setEncoding('utf8').on('data', (piece: string) => {
    called.stderr += piece;
  });
  child.stdin.on('error', () => {});
  child.stdin.end(stdin);
  [called.code] = await once(child, 'close');
  return called;
}

export interface Started {
  /** The first `count` lines of its standard output. */
  lines(count: number): Promise<string[]>;
  /** Ctrl-C, and its exit status. */
  stop(): Promise<number | null>;
}

/** Starts a call that runs until it is stopped. */
export async function startPushmedic(args: readonly string[], home: string): Promise<Started> {
  const child = spawn(process.execPath, [resolve(await program()), ...args], {
    cwd: home,
    env: environment(home),
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  let text = '';
  child.stdout.setEncoding('utf8').on('data', (piece: string) => {
    text += piece;
  });
  const ended = once(child, 'exit');
  return {
    async lines(count) {
      while (text.split('\n').length <= count) {
        const over = await Promise.race([
          ended.then(() => true),
          once(child.stdout, 'data').then(() => false),
        ]);
        if (over) throw new Error(`it ended early: ${text}`);
      }
      return text.split('\n').slice(0, count);
    },
    async stop() {
      if (child.exitCode === null) child.kill('SIGINT');
      const [code] = await ended;
      return code;
    },
  };
}

/** A call on a terminal of its own, on which each answer is typed when its question is seen. All that the terminal showed. */
export async function onTerminal(
  args: readonly string[],
  home: string,
  ...dialogue: { question: string; answer: string }[]
): Promise<string> {
  const call = [process.execPath, resolve(await program()), ...args].map((word) => `'${word}'`).join(' ');
  const child = spawn('script', ['-qec', call, '/dev/null'], {
    cwd: home,
    env: environment(home, { SHELL: '/bin/sh', PUSHMEDIC_ALLOW: '127.0.0.1/32' }),
  });
  let shown = '';
  let seen = 0;
  child.stdout.setEncoding('utf8').on('data', (piece: string) => {
    shown += piece;
    const [next] = dialogue;
    if (!next || !shown.slice(seen).includes(next.question)) return;
    seen = shown.length;
    child.stdin.write(next.answer);
    dialogue.shift();
  });
  await once(child, 'close');
  return shown;
}
