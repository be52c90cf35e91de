import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

const run = promisify(execFile);

interface Cruise {
  summary: { violations: { rule: { name: string }; from: string; to: string }[]; totalCruised: number };
}

async function cruise(...where: string[]): Promise<Cruise> {
  const args = ['--config', '.dependency-cruiser.cjs', '--output-type', 'json', ...where];
  const { stdout } = await run('node_modules/.bin/depcruise', args, { maxBuffer: 1 << 28 });
  return JSON.parse(stdout);
}

test('imports go one way and each library has one home', async () => {
  const { summary } = await cruise('src', 'commands', 'workers');
  const violations = summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} → ${to}`);
  expect(violations).toEqual([]);
  expect(summary.totalCruised).toBeGreaterThan(100);
});
