// node test/pictures/make.mjs: needs chromium, imagemagick and fonts-noto-cjk from Debian's packages.
import { pathToFileURL } from 'node:url';
import { ensureBuilt } from '../../src/app/setup/build.mjs';
import { bundle } from '../../src/app/setup/bundle.mjs';

await ensureBuilt();
const outfile = await bundle('test/pictures/make.ts', 'node_modules/.cache/pictures/make.mjs');
await import(pathToFileURL(outfile).href);
