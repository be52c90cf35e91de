import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** `fast`: pure. `real`: starts programs, servers or the compiler. `properties`: generated input. The router lab has a set-up of its own. */
export type Tier = 'fast' | 'real' | 'properties';

const outside =
  /from '(node:(child_process|net|http|https|tls|dgram)|ssh2|ws|ioredis|typescript)'|from '[^']*src\/(demo\/router|redis\/embedded\/server)\.ts'/;
const imported = /from '(\.[^']+)'/g;

/** The file and every file of `test/` that it imports, directly or not. */
function closure(file: string, seen = new Map<string, string>()): Map<string, string> {
  if (seen.has(file)) return seen;
  const text = readFileSync(file, 'utf8');
  seen.set(file, text);
  for (const [, to = ''] of text.matchAll(imported)) {
    const target = join(dirname(file), to);
    if (target.startsWith('test/') && target.endsWith('.ts')) closure(target, seen);
  }
  return seen;
}

/** Where a test belongs. It follows from its name and from what it and its helpers import, so no list can be forgotten. */
function tierOf(file: string): Tier {
  if (file.endsWith('.properties.test.ts')) return 'properties';
  return [...closure(file).values()].some((text) => outside.test(text)) ? 'real' : 'fast';
}

/** Test files by tier, paths from the project's root. */
export function testsByTier(): Record<Tier, string[]> {
  const tiers: Record<Tier, string[]> = { fast: [], real: [], properties: [] };
  const files = readdirSync('test', { recursive: true, encoding: 'utf8' }).map((name) => `test/${name}`);
  for (const file of files.filter((name) => name.endsWith('.test.ts')).sort())
    if (!/^test\/(lab|bench)\//.test(file)) tiers[tierOf(file)].push(file);
  return tiers;
}
