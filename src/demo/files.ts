import { readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, isAbsolute, join } from 'node:path';
import type { Files } from './nft/script.ts';

/** Host path of a path on the router. */
export const hostPath = (root: string, path: string): string => join(root, path);

/** `null` when it is not there or cannot be read. */
export function readText(root: string, path: string): string | null {
  try {
    return readFileSync(hostPath(root, path), 'utf8');
  } catch {
    return null;
  }
}

/** The files nft's `include` and `-f` can reach. Globs have one `*`, in the last part of the path. */
export function routerFiles(root: string, cwd: string): Files {
  const absolute = (path: string) => (isAbsolute(path) ? path : join(cwd, path));
  return {
    // Scripts that were put under the root have written files with such paths.
    read: (path) => readText(root, absolute(path))?.replaceAll(root, '') ?? null,
    glob(pattern) {
      const [before = '', after = ''] = basename(pattern).split('*');
      try {
        return readdirSync(hostPath(root, dirname(absolute(pattern))))
          .filter((name) => !name.startsWith('.') && name.startsWith(before) && name.endsWith(after))
          .sort()
          .map((name) => `${dirname(pattern)}/${name}`);
      } catch {
        return [];
      }
    },
  };
}
