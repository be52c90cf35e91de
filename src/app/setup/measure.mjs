import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './run.mjs';

/** Lines a source file and a test file may have: past that it is two things. */
export const longest = { source: 250, test: 400 };

const tracked = (...patterns) =>
  execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', ...patterns], {
    cwd: root,
    encoding: 'utf8',
  })
    .split('\n')
    .filter(Boolean);

const read = (file) => readFileSync(join(root, file), 'utf8');
const linesOf = (file) => read(file).split('\n').length - 1;

/** Sizes of files that match, in lines: how many, the median, the largest, and those over `limit`. */
function sizes(limit, ...patterns) {
  const all = tracked(...patterns)
    .map((file) => ({ file, lines: linesOf(file) }))
    .sort((a, b) => a.lines - b.lines);
  const largest = all.at(-1) ?? { file: '-', lines: 0 };
  return {
    count: all.length,
    median: all[Math.floor(all.length / 2)]?.lines ?? 0,
    largest,
    over: all.filter(({ lines }) => lines > limit),
  };
}

export const sourceSizes = () => sizes(longest.source, 'src/*.ts', 'commands/*.ts', 'workers/*.ts');
export const testSizes = () => sizes(longest.test, 'test/*.ts');

/**
 * One of each kind that CONTRIBUTING shows how to add. `named`: what names it in the files that know it; `where`: files that
 * may. Texts for people (`src/words/<language>`) come on top: one file for each language.
 */
const kinds = [
  { kind: 'cause', example: 'undo-armed', named: /undo-armed/, where: ['src/*.ts', 'test/diagnosis/*.ts'] },
  {
    kind: 'probe',
    example: 'wan',
    named: /\bwan\.ts'|id: 'wan'|\bwan: WanReading/,
    where: ['src/probes/*.ts'],
  },
  { kind: 'remedy', example: 'conntrack-timeout', named: /conntrack-timeout/, where: ['src/*.ts'] },
  { kind: 'push service', example: 'honor', named: /'honor'|\bhonor\.ts/, where: ['src/*.ts'] },
];

/** By kind: the files that adding one touches, besides its texts. */
export const filesPerKind = () =>
  kinds.map(({ kind, example, named, where }) => ({
    kind,
    example,
    files: tracked(...where)
      .filter((file) => !file.startsWith('src/words/'))
      .filter((file) => named.test(file) || named.test(read(file))),
  }));

/** What `npm run check` says of the house. */
export function houseLines() {
  const say = (what, { count, median, largest }) =>
    `${what}: ${count} files, median ${median} lines, largest ${largest.lines} (${largest.file})`;
  return [
    say('source', sourceSizes()),
    say('tests', testSizes()),
    ...filesPerKind().map(
      ({ kind, example, files }) => `a ${kind} (${example}) takes ${files.length} files and its texts`,
    ),
  ];
}
