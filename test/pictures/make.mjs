// node test/pictures/make.mjs: needs chromium, imagemagick and fonts-noto-cjk from Debian's packages.
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { ensureBuilt } from '../../src/setup/build.mjs';

await ensureBuilt();
const outfile = 'node_modules/.cache/pictures/make.mjs';
await build({
  entryPoints: ['test/pictures/make.ts'],
  outfile,
  bundle: true,
  packages: 'external',
  platform: 'node',
  format: 'esm',
  target: 'node20',
  logLevel: 'error',
});
await import(pathToFileURL(outfile).href);
