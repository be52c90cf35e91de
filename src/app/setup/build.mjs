import { existsSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { root } from './run.mjs';

const output = join(root, 'dist', 'main.js');
const sources = ['src', 'commands', 'workers', 'package.json', 'package-lock.json'];

/** Newest change below a file or folder, ms. */
function newest(path) {
  const stat = statSync(path);
  if (!stat.isDirectory()) return stat.mtimeMs;
  return Math.max(stat.mtimeMs, ...readdirSync(path).map((name) => newest(join(path, name))));
}

const isFresh = () =>
  existsSync(output) &&
  statSync(output).mtimeMs >=
    Math.max(
      ...sources
        .map((name) => join(root, name))
        .filter(existsSync)
        .map(newest),
    );

/** Compiles the TypeScript to `dist/` when a source is newer; gives the program's path. */
export async function ensureBuilt() {
  if (!existsSync(join(root, 'commands')) || isFresh()) return output;
  const { build } = await import('esbuild');
  rmSync(join(root, 'dist'), { recursive: true, force: true });
  await build({
    absWorkingDir: root,
    entryPoints: ['src/main.ts'],
    outdir: 'dist',
    bundle: true,
    splitting: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
    target: 'node20',
    sourcemap: true,
    logLevel: 'error',
  });
  return output;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await ensureBuilt();
