// `npm run words`: makes the texts in traditional characters of those in simplified ones, by OpenCC and its Taiwanese phrases.
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Converter } from 'opencc-js/cn2t';
import { root, run } from './run.mjs';
import { say } from './say.mjs';

const from = join(root, 'src/words/zh');
const to = join(root, 'src/words/zh-hant');

const convert = Converter({ from: 'cn', to: 'twp' });

/** Where the phrase of Taiwan means something else (a program is uninstalled, traffic is offloaded), or nobody writes it. */
const ours = [
  ['解除安裝', '卸載'],
  ['臺', '台'],
];

/** A file of simplified texts, in traditional characters. */
export const traditional = (text) =>
  ours
    .reduce((shown, [theirs, own]) => shown.replaceAll(theirs, own), convert(text))
    .replace('export const zh =', 'export const zhHant =');

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  rmSync(to, { recursive: true, force: true });
  mkdirSync(to);
  for (const file of readdirSync(from))
    writeFileSync(join(to, file), traditional(readFileSync(join(from, file), 'utf8')));
  run('node_modules/.bin/biome', ['format', '--write', to]);
  say(`made ${to}`);
}
