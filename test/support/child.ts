import { type ChildProcess, fork } from 'node:child_process';
import { basename, join } from 'node:path';
import { build } from 'esbuild';

const root = join(import.meta.dirname, '../..');

/**
 * Runs a TypeScript file of `test/support` as a process of its own, which can be killed. Node 20 reads no TypeScript,
 * so it is bundled first.
 */
export async function runChild(
  file: string,
  args: string[],
  env: NodeJS.ProcessEnv = process.env,
): Promise<ChildProcess> {
  const outfile = join(
    root,
    'node_modules/.cache/test-children',
    `${basename(file, '.ts')}-${process.pid}.mjs`,
  );
  await build({
    entryPoints: [join(import.meta.dirname, file)],
    outfile,
    bundle: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
    target: 'node20',
    logLevel: 'error',
  });
  return fork(outfile, args, { env, execArgv: [] });
}

/** The next message the child sends; rejects when it ends without one. */
export const nextMessage = (child: ChildProcess): Promise<unknown> =>
  new Promise((resolve, reject) => {
    child.once('message', resolve);
    child.once('exit', (code) => reject(new Error(`the child ended with ${code}`)));
  });
