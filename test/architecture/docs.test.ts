import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import packageJson from '../../package.json' with { type: 'json' };
import { makeProgram } from '../../src/app/cli/program.ts';
import { readConfig, settingNames } from '../../src/app/config.ts';
import { filesPerKind } from '../../src/app/setup/measure.mjs';

const markdownIn = (folder: string) =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.md'))
    .map((name) => join(folder, name));
const pages = [...markdownIn('.'), ...markdownIn('docs'), ...markdownIn('docs/adr')];

const read = (file: string) => readFileSync(file, 'utf8');
const contributing = read('CONTRIBUTING.md');

const looksLikePath = /^(?:src|commands|workers|test|docker|docs)\/[\w./-]*$/;

/** Words in backticks, outside fenced examples, that look like a path of this project. */
const pathsIn = (text: string): string[] =>
  [...text.replace(/^```[\s\S]*?^```$/gm, '').matchAll(/`([^`\n]+)`/g)]
    .flatMap(([, quoted = '']) => quoted.split(/\s+/))
    .filter((word) => looksLikePath.test(word));

/** Where links and pictures of a page lead that stay within the project. */
const linksIn = (text: string): string[] =>
  [...text.matchAll(/\]\(([^)\s#]+)\)/g)].flatMap(([, to = '']) => (to.includes(':') ? [] : to));

test.each(pages)('every file that %s names is there', (page) => {
  expect(pathsIn(read(page)).filter((path) => !existsSync(path))).toEqual([]);
  expect(linksIn(read(page)).filter((to) => !existsSync(join(dirname(page), to)))).toEqual([]);
});

test('the routes name their files', () => {
  const routes = read('docs/ARCHITECTURE.md').split(/^## /m).slice(2);
  expect(routes.map((route) => pathsIn(route).length > 8)).toEqual([true, true, true]);
});

test('ARCHITECTURE has the rooms of src, in the order of the import rule', () => {
  const rooms = [...read('docs/ARCHITECTURE.md').matchAll(/^\| `src\/(\w+)` \|/gm)].map(([, room]) => room);
  const list = /const rooms = \[([^\]]+)\]/.exec(read('.dependency-cruiser.cjs'))?.[1] ?? '';
  expect(rooms).toEqual([...list.matchAll(/'(\w+)'/g)].map(([, room]) => room));
});

/** Files a section of "How to add" names at the start of its points, texts for people aside. */
function filesToAdd(kind: string, example: string): string[] {
  const [, section = ''] = contributing.split(`### A ${kind}: \`${example}\`\n`);
  return section
    .split(/^#/m, 1)
    .join('')
    .split('\n')
    .filter((line) => line.startsWith('- `'))
    .map((line) => line.slice(3, line.indexOf('`', 3)));
}

test.each(filesPerKind())('CONTRIBUTING names the files that a $kind takes', ({ kind, example, files }) => {
  expect(filesToAdd(kind, example).sort()).toEqual([...files].sort());
});

test('CONTRIBUTING gives a reason for each package the product needs', () => {
  const [, table = ''] = contributing.split('## What it stands on\n');
  const named = [...table.matchAll(/^\| ([@\w./-]+) \| (?!for )\S/gm)].map(([, name]) => name);
  expect(named.filter((name) => name !== 'package')).toEqual(Object.keys(packageJson.dependencies));
});

/** Rows of a table under a heading of the README: the words in backticks of the first cell, and the whole row. */
function rowsUnder(heading: string): { names: string[]; row: string }[] {
  const [, section = ''] = read('README.md').split(`\n## ${heading}\n`);
  return [...(section.split(/^## /m, 1)[0] ?? '').matchAll(/^\| (`[^|]+) \|.*$/gm)].map(
    ([row, first = '']) => ({
      names: [...first.matchAll(/`([\w-]+)[^`]*`/g)].map(([, name = '']) => name),
      row,
    }),
  );
}

test('the README has every command of the command line, with options that exist', () => {
  const program = makeProgram();
  const rows = rowsUnder('The command line');
  expect(rows.flatMap(({ names }) => names).sort()).toEqual(program.commands.map((one) => one.name()).sort());
  for (const { names, row } of rows) {
    const known = program.commands
      .filter((one) => names.includes(one.name()))
      .flatMap(({ options }) => options.map(({ long }) => long));
    expect(known).toEqual(
      expect.arrayContaining([...row.matchAll(/`(--[a-z-]+)/g)].map(([, option]) => option)),
    );
  }
});

test('the README names settings that exist', () => {
  const names = rowsUnder('Settings').flatMap((row) => row.names);
  expect(names).toContain('PUSHMEDIC_PROXY');
  // Blank is unset; an unknown name is an error.
  expect(() => readConfig(Object.fromEntries(names.map((name) => [name, ''])))).not.toThrow();
});

test('.env.example has every setting once, all left out, with values that would be taken', () => {
  const lines = [...read('.env.example').matchAll(/^#([A-Z_]+)=(.*)$/gm)];
  expect(lines.map(([, name]) => name).sort()).toEqual([...settingNames].sort());
  expect(read('.env.example').replace(/^#.*$/gm, '').trim()).toBe('');
  expect(() =>
    readConfig(Object.fromEntries(lines.map(([, name = '', value]) => [name, value]))),
  ).not.toThrow();
});
