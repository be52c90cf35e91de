import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { parse, TYPE } from '@formatjs/icu-messageformat-parser';
import { expect, test } from 'vitest';
import { traditional } from '../../src/app/setup/words.mjs';
import { languages } from '../../src/model/language.ts';
import { languageEntries, translations } from '../../src/words/index.ts';

type Node = ReturnType<typeof parse>[number];

/** Names of a message's placeholders, those inside plural branches included. */
function placeholders(nodes: readonly Node[]): string[] {
  return nodes.flatMap((node) => {
    if (node.type === TYPE.literal || node.type === TYPE.pound) return [];
    const own = [String(node.value)];
    if (node.type !== TYPE.plural && node.type !== TYPE.select) return own;
    return [...own, ...Object.values(node.options).flatMap(({ value }) => placeholders(value))];
  });
}

const namesOf = (message: string) => [...new Set(placeholders(parse(message, { ignoreTag: true })))].sort();
const { en, zh } = { en: languageEntries.en.words, zh: languageEntries.zh.words };
const keys = Object.keys(en) as (keyof typeof en)[];

test.each(translations)('%s has the keys of English, none empty', (language) => {
  const { words } = languageEntries[language];
  expect(Object.keys(words).sort()).toEqual([...keys].sort());
  expect(keys.filter((key) => !en[key].trim() || !words[key].trim())).toEqual([]);
});

test.each(translations)('%s has the placeholders of English', (language) => {
  const { words } = languageEntries[language];
  const differing = keys.filter((key) => namesOf(en[key]).join() !== namesOf(words[key]).join());
  expect(differing.map((key) => `${key}: ${namesOf(en[key])} ≠ ${namesOf(words[key])}`)).toEqual([]);
});

test('each language is a folder, and each folder is listed', () => {
  const folders = readdirSync('src/words', { withFileTypes: true }).filter((one) => one.isDirectory());
  expect(folders.map(({ name }) => name).sort()).toEqual([...languages].sort());
});

/** Latin letters alone would be an untranslated text; names, commands and units may stay. */
test('Chinese texts are Chinese', () => {
  const untranslated = keys.filter((key) => zh[key] === en[key] && /[a-z]{3,} [a-z]{3,}/.test(en[key]));
  expect(untranslated).toEqual([]);
});

/** All source but the dictionaries, as one text. */
function source(): string {
  const files = execFileSync(
    'git',
    ['ls-files', '-co', '--exclude-standard', 'src/*.ts', 'commands/*.ts', 'workers/*.ts'],
    { encoding: 'utf8' },
  );
  return files
    .split('\n')
    .filter((file) => file.endsWith('.ts') && !/^src\/words\/[\w-]+\//.test(file))
    .map((file) => readFileSync(file, 'utf8'))
    .join('\n');
}

/** A key is used when it stands in the source whole, or is made by a template such as `role.${role}`. */
test('no text is unused', () => {
  const text = source();
  const literals = new Set([...text.matchAll(/['"`]([a-z][\w.-]*)['"`]/g)].map(([, key]) => key));
  const templates = [...text.matchAll(/`([^`\n]*\$\{[^`\n]*)`/g)]
    .map(([, body = '']) => body)
    .filter((body) => /^[\w.${}-]/.test(body) && body.includes('.'))
    .map((body) => body.split(/\$\{(?:[^{}]|\{[^{}]*\})*\}/))
    .filter((parts) => parts.join('').length > 3 && !/[\s/]/.test(parts.join('')))
    .map(
      (parts) =>
        new RegExp(`^${parts.map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('[\\w.-]+')}$`),
    );
  // Told by id: `ruled-out.<id>` is in use when a check of that id exists.
  const byId = (key: string) => {
    const [kind = '', id = '', variant] = key.split('.');
    const known = ['ruled-out', 'unknown'].includes(kind) && literals.has(id);
    return known && (variant === undefined || literals.has(variant));
  };
  const unused = keys.filter(
    (key) => !literals.has(key) && !byId(key) && !templates.some((template) => template.test(key)),
  );
  expect(unused).toEqual([]);
});

test('traditional characters are those of the simplified ones', () => {
  for (const file of readdirSync('src/words/zh')) {
    const lines = (text: string) => text.replace(/\s+/g, '');
    const made = traditional(readFileSync(`src/words/zh/${file}`, 'utf8'));
    expect(lines(readFileSync(`src/words/zh-hant/${file}`, 'utf8')), `npm run words, for ${file}`).toBe(
      lines(made),
    );
  }
});
