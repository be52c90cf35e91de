import { type ChildProcess, fork } from 'node:child_process';
import { basename, join } from 'node:path';
import { bundle } from '../../src/app/setup/bundle.mjs';

/**
 * Runs a TypeScript file of `test/support` as a process of its own, which can be killed. Found from the project's
 * directory, because benchmarks run bundled, from elsewhere.
 */
export async function runChild(
  file: string,
  args: string[],
  env: NodeJS.ProcessEnv = process.env,
): Promise<ChildProcess> {
  const name = `${basename(file, '.ts')}-${process.pid}.mjs`;
  const outfile = await bundle(join('test/support', file), join('node_modules/.cache/test-children', name));
  return fork(outfile, args, { env, execArgv: [] });
}

/** The next message the child sends; rejects when it ends without one. */
export const nextMessage = (child: ChildProcess): Promise<unknown> =>
  new Promise((resolve, reject) => {
    child.once('message', resolve);
    child.once('exit', (code) => reject(new Error(`the child ended with ${code}`)));
  });
