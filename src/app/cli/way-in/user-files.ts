import { readdir, readFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { basename, dirname, isAbsolute, join } from 'node:path';

/** A path as OpenSSH reads it: `~`, and the tokens that are known beforehand (ssh_config(5), TOKENS). */
export const expand = (path: string, tokens: Readonly<Record<string, string>> = {}): string =>
  path
    .replace(/^~(?=\/|$)/, homedir())
    .replace(
      /%([a-zA-Z%])/g,
      (all, letter: string) => ({ '%': '%', d: homedir(), ...tokens })[letter] ?? all,
    );

export const inSsh = (name: string): string => join(homedir(), '.ssh', name);

const readText = (path: string): Promise<string> => readFile(path, 'utf8').catch(() => '');

/** This person's ssh_config and the machine's, with what they include in its place; empty where there is none. */
export async function sshConfig(): Promise<string> {
  const own = await withIncluded(await readText(inSsh('config')), 0);
  return `${own}\n${await readText('/etc/ssh/ssh_config')}`;
}

async function withIncluded(text: string, depth: number): Promise<string> {
  const lines = text.split('\n').map(async (line) => {
    const words = /^\s*Include\s+(.+)$/i.exec(line)?.[1];
    if (words === undefined || depth > 4) return line;
    const files = (await Promise.all(words.trim().split(/\s+/).map(matching))).flat();
    const texts = files.map(async (file) => withIncluded(await readText(file), depth + 1));
    return (await Promise.all(texts)).join('\n');
  });
  return (await Promise.all(lines)).join('\n');
}

/** Files of a pattern in whose last part `*` may stand. */
async function matching(pattern: string): Promise<string[]> {
  const bare = expand(pattern.replace(/^"|"$/g, ''));
  const path = isAbsolute(bare) ? bare : inSsh(bare);
  if (!path.includes('*')) return [path];
  const parts = basename(path).split('*');
  const names = await readdir(dirname(path)).catch(() => []);
  const fits = (name: string) =>
    name.startsWith(parts[0] ?? '') && name.endsWith(parts.at(-1) ?? '') && !name.startsWith('.');
  return names
    .filter(fits)
    .sort()
    .map((name) => join(dirname(path), name));
}
