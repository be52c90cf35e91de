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

/** A private key in a file only its owner may read. */
export function keyFile(home: string, name: string, text: string): string {
  const path = join(home, name);
  writeFileSync(path, text, { mode: 0o600 });
  return path;
}

/** Calls `pushmedic` as a person would, from `home`, with `stdin` on its standard input. */
export async function pushmedic(
  args: readonly string[],
  {
    home = newHome(),
    stdin = '',
    env = {},
  }: { home?: string; stdin?: string; env?: Record<string, string> } = {},
): Promise<Called> {
  const file = resolve(await program());
  const child = spawn(process.execPath, ['--enable-source-maps', file, ...args], {
    cwd: home,
    env: { PATH: process.env.PATH ?? '', HOME: home, LANG: 'C', ...env },
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
