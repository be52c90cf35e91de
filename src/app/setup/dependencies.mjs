import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root, run } from './run.mjs';
import { say, stop } from './say.mjs';

const [needMajor, needMinor] = [20, 19];

/** Stops with a clear line on a Node that is too old. */
export function ensureNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major > needMajor || (major === needMajor && minor >= needMinor)) return;
  stop(
    `Pushmedic needs Node ${needMajor}.${needMinor} or newer; this is ${process.versions.node}. Please install a newer Node.js.`,
  );
}

const stamp = join(root, 'node_modules', '.cache', 'pushmedic', 'lockfile');
const lockHash = () =>
  createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex');

/**
 * Installs the packages of the lockfile, once per lockfile. No package here needs its install script, and none may run on
 * the machine that holds a router's key. (In `.npmrc` the same would keep `npm pack` from building.)
 */
export function ensureDependencies() {
  // An image or a global installation comes with what it needs and without a lockfile.
  if (!existsSync(join(root, 'package-lock.json'))) return;
  const want = lockHash();
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === want) return;
  say('installing the npm packages of the lockfile (once)');
  // Within `npm pack --dry-run` npm would only play too.
  const { npm_config_dry_run: _dryRun, ...env } = process.env;
  const status = run(
    'npm',
    ['ci', '--include=dev', '--ignore-scripts', '--no-progress', '--loglevel=error'],
    {
      stdio: ['ignore', 'ignore', 'inherit'],
      env,
    },
  );
  if (status !== 0)
    stop([
      'The npm packages could not be installed (npm ci said why above).',
      'Check the network or the npm registry setting, then run the same command again.',
    ]);
  mkdirSync(join(stamp, '..'), { recursive: true });
  writeFileSync(stamp, want);
}
