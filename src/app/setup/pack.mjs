// `prepack`: `npm pack` and `npm publish` run this before they take the files, also in a fresh clone.
import { ensureBuilt } from './build.mjs';
import { ensureDependencies, ensureNode } from './dependencies.mjs';

ensureNode();
ensureDependencies();
await ensureBuilt();
