import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { commands } from '../../commands/index.ts';
import { causes } from '../../src/causes/index.ts';
import { probes } from '../../src/probes/index.ts';
import { backEnds } from '../../src/remedies/exempt/back-ends.ts';
import { remedies } from '../../src/remedies/index.ts';
import { handlers } from '../../workers/index.ts';

const files = (folder: string) =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.ts') && name !== 'index.ts')
    .map((name) => name.slice(0, -3))
    .sort();

/** Commands' helpers stand in `commands/shared`, so that one file in the folder is one command. */
test('every file in commands and commands/buttons is a command and is listed', () => {
  expect([...files('commands'), ...files('commands/buttons')].sort()).toEqual(
    commands.map(({ name }) => name.replace(' ', '-')).sort(),
  );
});

test('every file in workers is a kind of job and is listed', () => {
  expect(files('workers')).toEqual(Object.keys(handlers).sort());
});

test('every file in causes is a cause and is listed', () => {
  expect(files('src/causes')).toEqual(causes.map(({ id }) => id).sort());
});

test('every probe has its file', () => {
  const there = files('src/probes');
  expect(Object.keys(probes).filter((id) => !there.includes(id))).toEqual([]);
});

test('every folder in remedies is a remedy and is listed', () => {
  const folders = readdirSync('src/remedies', { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name);
  expect(folders.sort()).toEqual(remedies.map(({ id }) => id).sort());
});

test('every firewall has its file', () => {
  const there = files('src/remedies/exempt');
  expect(Object.keys(backEnds).filter((id) => !there.includes(id))).toEqual([]);
});
