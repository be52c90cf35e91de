import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { saveFiles } from '../../../src/chat/terminal/save-files.ts';
import type { Block } from '../../../src/model/message.ts';

let dirs: [string, string];
beforeEach(async () => {
  const root = await mkdtemp(join(tmpdir(), 'pm-files-'));
  dirs = [root, await mkdtemp(join(root, 'other-'))];
});
afterEach(() => rm(dirs[0], { recursive: true, force: true }));

const at = Date.UTC(2026, 10, 27, 9, 31, 7);
const blocks: Block[] = [
  { kind: 'text', text: 'nothing' },
  { kind: 'file', name: '../a report.txt', text: 'one\n' },
];

test('a file is written where the program runs, for whoever sits there alone; no other is overwritten', async () => {
  const [path = ''] = await saveFiles({ blocks }, at, dirs);
  expect(path).toBe(join(dirs[0], '..-a-report-20261127-093107.txt'));
  expect(await readFile(path, 'utf8')).toBe('one\n');
  expect((await stat(path)).mode & 0o777).toBe(0o600);
  expect(await saveFiles({ blocks }, at, dirs)).toEqual([join(dirs[1], '..-a-report-20261127-093107.txt')]);
  expect(await saveFiles({ blocks }, at, dirs)).toEqual([]);
});
