// `npm test`: everything that can run here; what cannot is named, and with CI=true nothing may be left out.
// `--tier fast|real|properties|lab` runs one tier alone.
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join, relative } from 'node:path';
import { ensureDependencies, ensureNode } from './dependencies.mjs';
import { ensurePrograms, installLine } from './packages.mjs';
import { root, run } from './run.mjs';
import { say, stop } from './say.mjs';
import { labPrograms, testPrograms } from './wanted.mjs';

const words = process.argv.slice(2);
const inCi = process.env.CI === 'true';
const tiers = ['fast', 'real', 'properties', 'lab'];
const at = words.indexOf('--tier');
const tier = at < 0 ? null : (words[at + 1] ?? '');
if (tier !== null && !tiers.includes(tier)) stop(`There is no tier "${tier}": ${tiers.join(', ')}`);
const noLab = words.includes('--no-lab');
const vitestArgs = words.filter(
  (word, index) => word !== '--no-lab' && (at < 0 || (index !== at && index !== at + 1)),
);
const leftOut = [];

ensureNode();
ensureDependencies();

/** Runs one vitest set-up and gives its counts. */
function suite(name, config, ...args) {
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
    ...args,
    ...vitestArgs,
  ]);
  if (!existsSync(report))
    return { passed: 0, failed: 1, skipped: 0, status: status || 1, failures: [`${name}: no report`] };
  const { numPassedTests, numFailedTests, numPendingTests, numTodoTests, numFailedTestSuites, testResults } =
    JSON.parse(readFileSync(report, 'utf8'));
  return {
    failures: testResults.flatMap(failuresOf),
    passed: numPassedTests,
    failed: Math.max(numFailedTests, status === 0 ? 0 : Math.max(1, numFailedTests || numFailedTestSuites)),
    skipped: numPendingTests + numTodoTests,
    status,
  };
}

/** A line for each test of a file that failed, with the first lines of why. */
function failuresOf({ name, status, message, assertionResults }) {
  const file = relative(root, name);
  const failed = assertionResults.filter((test) => test.status === 'failed');
  if (failed.length === 0) return status === 'failed' ? [`${file}: ${firstLines(message)}`] : [];
  return failed.map((test) => `${file} > ${test.fullName}: ${firstLines(test.failureMessages.join('\n'))}`);
}

const firstLines = (text) =>
  text
    .split('\n')
    .filter((line) => !/^ +at .*node_modules/.test(line))
    .slice(0, 12)
    .join('\n  ')
    .slice(0, 1500);

/** What a suite needs; null when it may run, else why it may not. */
function missingFor(programs, why) {
  const missing = ensurePrograms(programs, why);
  return missing.length === 0 ? null : `missing ${missing.join(', ')}; install with: ${installLine(missing)}`;
}

const results = [];
if (tier !== 'lab') {
  const why =
    tier === 'fast' ? null : missingFor(testPrograms, 'real Redis, SSH servers and firewalls for the tests');
  if (why) leftOut.push(`tests that need programs of the system: ${why}`);
  const projects = tier === null ? [] : ['--project', tier];
  results.push(suite(tier ?? 'unit', 'vitest.config.ts', ...projects));
}
if (noLab) leftOut.push('the router lab: --no-lab was given');
else if (tier === null || tier === 'lab') {
  const why = missingFor(labPrograms, 'a real Linux router in QEMU for the lab tests');
  if (why) leftOut.push(`the router lab: ${why}`);
  else results.push(suite('lab', 'vitest.lab.config.ts'));
}

const sum = (key) => results.reduce((total, result) => total + result[key], 0);
for (const line of leftOut) process.stdout.write(`LEFT OUT: ${line}\n`);
// Repeated at the end: in a long run a failure stands thousands of lines above.
for (const { failures } of results) for (const line of failures) process.stdout.write(`FAILED: ${line}\n`);
const incomplete = inCi && (leftOut.length > 0 || sum('skipped') > 0);
if (incomplete)
  process.stdout.write('CI=true: nothing may be left out or skipped, so this run has failed.\n');
process.stdout.write(`${sum('passed')} passed, ${sum('failed')} failed, ${sum('skipped')} skipped\n`);
process.exit(incomplete || results.some(({ status }) => status !== 0) ? 1 : 0);
