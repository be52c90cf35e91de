import type { Plugin } from 'vitest/config';

/** Lets tests import `.awk` and `.sh` files as text, as the build does for `with { type: 'text' }`. */
export const textFiles: Plugin = {
  name: 'text-files',
  enforce: 'pre',
  transform: (code, id) =>
    /\.(awk|sh)$/.test(id) ? { code: `export default ${JSON.stringify(code)};`, map: null } : null,
};
