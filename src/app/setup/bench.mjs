// `npm run bench`: every file of test/bench, one after the other, as one table. Ratios are measured side by side in one run.
import { readdirSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ensureBuilt } from './build.mjs';
import { bundle } from './bundle.mjs';
import { ensureDependencies, ensureNode } from './dependencies.mjs';
import { ensurePrograms, installLine } from './packages.mjs';
import { root } from './run.mjs';
import { say, stop } from './say.mjs';
import { labPrograms, testPrograms } from './wanted.mjs';

ensureNode();
ensureDependencies();
const missing = ensurePrograms(
  { ...testPrograms, ...labPrograms },
  'real SSH servers, Redis and the router lab for the benchmarks',
);
if (missing.length > 0) stop(`Missing for the benchmarks: ${installLine(missing)}`);
await ensureBuilt();

const only = process.argv.slice(2);
const files = readdirSync(join(root, 'test/bench'))
  .filter((name) => name.endsWith('.ts') && (only.length === 0 || only.includes(basename(name, '.ts'))))
  .sort();

async function runBench(name) {
  const outfile = join(root, 'node_modules/.cache/bench', name.replace(/\.ts$/, '.mjs'));
  await bundle(join(root, 'test/bench', name), outfile);
  const { run } = await import(pathToFileURL(outfile).href);
  return run();
}

const rows = [];
for (const name of files) {
  say(`running ${name}`);
  try {
    rows.push(...(await runBench(name)));
  } catch (error) {
    rows.push({
      name: `${name}: ${error instanceof Error ? error.message : error}`,
      value: Number.NaN,
      unit: '',
      bound: Number.NaN,
      ok: false,
    });
  }
}

const shown = (value) => (Number.isInteger(value) ? value.toLocaleString('en-US') : value.toPrecision(3));
const lines = rows.map(
  ({ name, value, unit, bound, ok }) =>
    `| ${name} | ${shown(value)} ${unit} | ${shown(bound)} ${unit} | ${ok ? 'yes' : '**no**'} |`,
);
process.stdout.write(
  `\n${cpus().length} × ${cpus()[0]?.model.trim()}, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.versions.node}, ${new Date().toISOString().slice(0, 10)}\n\n`,
);
process.stdout.write(
  ['| what | measured | to reach | reached |', '|---|---|---|---|', ...lines, ''].join('\n'),
);
process.exit(rows.every(({ ok }) => ok) ? 0 : 1);
