// `npm test`: everything that can run here; what cannot is named, and with CI=true nothing may be left out.
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { ensureDependencies, ensureNode } from './dependencies.mjs';
import { ensurePrograms, installLine } from './packages.mjs';
import { root, run } from './run.mjs';
import { say } from './say.mjs';
import { labPrograms, testPrograms } from './wanted.mjs';

const words = process.argv.slice(2);
const inCi = process.env.CI === 'true';
const onlyLab = words.includes('--lab');
const noLab = words.includes('--no-lab');
const vitestArgs = words.filter((word) => word !== '--lab' && word !== '--no-lab');
const leftOut = [];

ensureNode();
ensureDependencies();

/** Runs one vitest set-up and gives its counts. */
function suite(name, config) {
  const report = join(root, '.cache', 'test', `${name}.json`);
  mkdirSync(join(report, '..'), { recursive: true });
  rmSync(report, { force: true });
  say(`running the ${name} tests`);
  const status = run('node_modules/.bin/vitest', [
    'run',
    '-c',
    config,
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
    ...vitestArgs,
  ]);
  if (!existsSync(report)) return { passed: 0, failed: 1, skipped: 0, status: status || 1 };
  const { numPassedTests, numFailedTests, numPendingTests, numTodoTests, numFailedTestSuites } = JSON.parse(
    readFileSync(report, 'utf8'),
  );
  return {
    passed: numPassedTests,
    failed: Math.max(numFailedTests, status === 0 ? 0 : Math.max(1, numFailedTests || numFailedTestSuites)),
    skipped: numPendingTests + numTodoTests,
    status,
  };
}

/** What a suite needs; null when it may run, else why it may not. */
function missingFor(programs, why) {
  const missing = ensurePrograms(programs, why);
  return missing.length === 0 ? null : `missing ${missing.join(', ')}; install with: ${installLine(missing)}`;
}

const results = [];
if (!onlyLab) {
  const why = missingFor(testPrograms, 'real Redis, SSH servers and firewalls for the tests');
  if (why) leftOut.push(`tests that need programs of the system: ${why}`);
  results.push(suite('unit', 'vitest.config.ts'));
}
if (noLab) leftOut.push('the router lab: --no-lab was given');
else {
  const why = missingFor(labPrograms, 'a real Linux router in QEMU for the lab tests');
  if (why) leftOut.push(`the router lab: ${why}`);
  else results.push(suite('lab', 'vitest.lab.config.ts'));
}

const sum = (key) => results.reduce((total, result) => total + result[key], 0);
for (const line of leftOut) process.stdout.write(`LEFT OUT: ${line}\n`);
const incomplete = inCi && (leftOut.length > 0 || sum('skipped') > 0);
if (incomplete)
  process.stdout.write('CI=true: nothing may be left out or skipped, so this run has failed.\n');
process.stdout.write(`${sum('passed')} passed, ${sum('failed')} failed, ${sum('skipped')} skipped\n`);
process.exit(incomplete || results.some(({ status }) => status !== 0) ? 1 : 0);
