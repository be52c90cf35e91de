import { execFileSync } from 'node:child_process';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import packageJson from '../../package.json' with { type: 'json' };
import { type DemoRouter, startDemoRouter } from '../../src/demo/router.ts';
import { identity } from '../demo/client.ts';
import { onPath } from '../ssh/dropbear.ts';
import { keyFile, pushmedic, runProgram } from '../support/cli.ts';

vi.setConfig({ hookTimeout: 300_000, testTimeout: 120_000 });

let folder: string;
let packed: string[];
let router: DemoRouter;
const at = (...names: string[]) => join(folder, ...names);

/** What a clean clone has: nothing that is made, nothing that is one's own. */
const notCloned = /^(?:node_modules|dist|data|coverage|\.(?:git|cache|env))$/;

/** npm as this machine has it set up, without what the npm that runs the tests says to its scripts. */
function npm(cwd: string, path: string, ...args: string[]): string {
  const outer = /^npm_(?:lifecycle|package|config_(?:local_prefix|prefix|dry_run))/;
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !outer.test(name)));
  return execFileSync('npm', [...args, '--loglevel=error'], {
    cwd,
    // What it calls itself, to build a clone, goes to the cache first too.
    env: { ...env, PATH: path, npm_config_prefer_offline: 'true' },
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

/** A folder with Node, npm and a shell, and nothing else: no compiler, no Redis, no ssh. */
function bareMachine(): string {
  mkdirSync(at('bin'));
  for (const name of ['node', 'npm', 'sh', 'env'])
    symlinkSync(realpathSync(name === 'node' ? process.execPath : (onPath(name) ?? '')), at('bin', name));
  return at('bin');
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'pushmedic-pack-'));
  for (const name of readdirSync('.').filter((one) => !notCloned.test(one)))
    cpSync(name, at('clone', name), { recursive: true });
  const [made] = JSON.parse(npm(at('clone'), process.env.PATH ?? '', 'pack', '--json'));
  packed = made.files.map((file: { path: string }) => file.path);
  mkdirSync(at('empty'));
  npm(at('empty'), bareMachine(), 'install', '--omit=dev', at('clone', made.filename));
  router = await startDemoRouter({ identityKeys: [identity.public], factor: 1 });
});
afterAll(async () => {
  await router?.close();
  rmSync(folder, { recursive: true, force: true });
});

/** The installed program, on that machine. */
const installed = (...args: string[]) =>
  runProgram(at('empty/node_modules/.bin/pushmedic'), args, {
    home: at('empty'),
    env: { PATH: at('bin') },
  });

test('the package holds the program and what explains it, and nothing of the workshop', () => {
  const others = packed.filter((path) => !/^dist\/[\w-]+\.js(?:\.map)?$/.test(path));
  expect(others.sort()).toEqual(
    [
      'CHANGELOG.md',
      'LICENSE',
      'README.md',
      'docs/GLOSSARY.md',
      'docs/captures.md',
      'docs/diagnosis.schema.json',
      'package.json',
      ...['build', 'dependencies', 'packages', 'run', 'say', 'start'].map(
        (name) => `src/app/setup/${name}.mjs`,
      ),
    ].sort(),
  );
  expect(packed).toContain('dist/main.js');
});

test('packing leaves the clone as it was, but for what it built', () => {
  const left = readdirSync(at('clone')).filter((name) => !readdirSync('.').includes(name));
  expect(left.filter((name) => !/^(?:dist|node_modules|.*\.tgz)$/.test(name))).toEqual([]);
});

test('nothing of ours runs while it is installed, and no tool of development comes with it', () => {
  const own = JSON.parse(readFileSync(at('empty/node_modules/pushmedic/package.json'), 'utf8'));
  expect(own.private).toBeUndefined();
  expect(Object.keys(own.scripts).filter((name) => /install|prepare/.test(name))).toEqual([]);
  const there = readdirSync(at('empty/node_modules'), { recursive: true, encoding: 'utf8' });
  const named = (name: string) =>
    there.some((path) => path.endsWith(`node_modules/${name}`) || path === name);
  expect(Object.keys(packageJson.dependencies).filter((name) => !named(name))).toEqual([]);
  expect(['vitest', 'typescript', 'esbuild', '@biomejs/biome'].filter(named)).toEqual([]);
});

test('--version and --help, under the name it was installed by', async () => {
  expect((await installed('--version')).stdout).toBe(`${packageJson.version}\n`);
  const help = await installed('--help');
  expect([help.code, help.stdout]).toEqual([0, expect.stringContaining('Usage: pushmedic [')]);
});

test('in a clone help says npm start', async () => {
  const clone = await pushmedic(['diagnose', '--help'], { env: { npm_lifecycle_event: 'start' } });
  expect(clone.stdout).toContain('Usage: npm start -- diagnose ');
  expect((await installed('diagnose', '--help')).stdout).toContain('Usage: pushmedic diagnose ');
});

test('diagnose, capture, fix and revert need no Redis', async () => {
  const way = [
    `root@127.0.0.1:${router.target.port}`,
    '--identity',
    keyFile(at('empty'), 'key', identity.private),
  ];
  const seen = await installed('diagnose', ...way, '--json');
  expect([seen.code, JSON.parse(seen.stdout).verdict]).toEqual([1, 'impaired']);
  const capture = await installed('capture', ...way);
  expect([capture.code, capture.stdout]).toEqual([0, expect.stringMatching(/^pushmedic capture 1\n/)]);
  const plan = await installed('fix', ...way);
  expect([plan.code, plan.stdout]).toEqual([1, expect.stringContaining('comment "pushmedic:')]);
  expect((await installed('revert', ...way, '--yes')).code).toBe(0);
});

test('doctor runs without Redis and says that it is missing', async () => {
  const { code, stdout } = await installed('doctor');
  expect([code, stdout]).toEqual([1, expect.stringMatching(/✖ Redis: .*redis-server/)]);
});
