// `npm run check`: the definition of done for a change. Runs everything, then says what failed.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { ensureDependencies, ensureNode } from './dependencies.mjs';
import { houseLines, sourceSizes, testSizes } from './measure.mjs';
import { root } from './run.mjs';

ensureNode();
ensureDependencies();

const checks = [
  ['format and lint', 'biome', ['ci', '--colors=off', '--error-on-warnings', '.']],
  ['types', 'tsc', []],
  ['unused code', 'knip', ['--no-progress']],
  // Without the tests as entries: what only they use is not the product's.
  [
    'code that only tests use',
    'knip',
    ['--no-progress', '--production', '--config', 'src/app/setup/knip-production.json'],
  ],
  ['import rules', 'depcruise', ['--config', '.dependency-cruiser.cjs', 'src', 'commands', 'workers']],
];

function runCheck([name, program, args]) {
  return new Promise((resolve) => {
    const child = spawn(join(root, 'node_modules', '.bin', program), args, {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let said = '';
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (piece) => {
        said += piece;
      });
    child.on('error', (error) => resolve({ name, status: 1, said: String(error) }));
    child.on('close', (status) => resolve({ name, status, said }));
  });
}

const results = await Promise.all(checks.map(runCheck));
for (const { name, status, said } of results) {
  process.stdout.write(`${status === 0 ? 'ok    ' : 'FAILED'} ${name}\n`);
  if (status !== 0) process.stdout.write(`${said.trimEnd()}\n`);
}
const tooLong = [...sourceSizes().over, ...testSizes().over];
process.stdout.write(`${tooLong.length === 0 ? 'ok    ' : 'FAILED'} one reason a file\n`);
for (const { file, lines } of tooLong) process.stdout.write(`${file}: ${lines} lines are two things\n`);
process.stdout.write(`\n${houseLines().join('\n')}\n`);
process.exit(tooLong.length === 0 && results.every(({ status }) => status === 0) ? 0 : 1);
