import { spawnSync } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The project's root, wherever it was called from. */
export const root = resolve(dirname(fileURLToPath(import.meta.url)), '../../..');

/** Programs of Debian's sbin folders count too: they are not in every user's PATH. */
const path = [...(process.env.PATH ?? '').split(delimiter), '/usr/local/sbin', '/usr/sbin', '/sbin'];
process.env.PATH = [...new Set(path)].join(delimiter);

/** Full path of a program, or null. */
export function which(program) {
  for (const folder of path) {
    const file = join(folder, program);
    try {
      accessSync(file, constants.X_OK);
      return file;
    } catch {
      // not in this folder
    }
  }
  return null;
}

/** Runs a program in the project's root with our own input and output; gives its exit status. */
export function run(command, args, options = {}) {
  const ended = spawnSync(command, args, { cwd: root, stdio: 'inherit', ...options });
  if (ended.error) throw ended.error;
  return ended.status ?? 1;
}

/** Runs a program quietly; gives status and output. */
export function ask(command, args) {
  const ended = spawnSync(command, args, { cwd: root, encoding: 'utf8' });
  return { status: ended.status ?? 1, out: `${ended.stdout ?? ''}${ended.stderr ?? ''}` };
}
