import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { commandLine } from '../../src/ssh/command-line.ts';

const dir = mkdtempSync(join(tmpdir(), 'pm-long-'));
afterAll(() => rmSync(dir, { recursive: true, force: true }));

test("a long script runs under busybox's own shell and sed while the channel stays open", async () => {
  const bin = join(dir, 'bin');
  mkdirSync(bin);
  execFileSync('busybox', ['--install', '-s', bin]);
  const { command, input } = commandLine(`${': padding\n'.repeat(1_000)}echo ran; cat`);
  const shell = spawn('/bin/busybox', ['ash', '-c', command], { env: { PATH: bin } });
  let said = '';
  shell.stdout.on('data', (data) => {
    said += data;
  });
  shell.stdin.write(input);
  await once(shell, 'close');
  expect(said).toBe('ran\n');
});
