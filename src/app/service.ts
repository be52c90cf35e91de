import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseEnv } from 'node:util';

/** A bot that systemd runs on this machine, as its unit file says. */
export interface Service {
  /** Path of the unit file. */
  unit: string;
  /** Its environment; `PUSHMEDIC_DATA_DIR` is always in it. */
  env: NodeJS.Dict<string> & { PUSHMEDIC_DATA_DIR: string };
  /** Files of settings that this user may not read. */
  unreadable: string[];
}

/** Where systemd looks for units of the machine, the first before the others (systemd.unit(5)). */
const usualFolders = [
  '/etc/systemd/system',
  '/run/systemd/system',
  '/usr/local/lib/systemd/system',
  '/usr/lib/systemd/system',
  '/lib/systemd/system',
];

const name = 'pushmedic.service';

const codeOf = (error: unknown) => (error instanceof Error && 'code' in error ? error.code : null);

/** `null`: it is not there. What may not be read is empty, and noted in `unreadable`. */
function textOf(path: string, unreadable: string[] = []): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (codeOf(error) !== 'EACCES') return null;
    unreadable.push(path);
    return '';
  }
}

function dropInsOf(folder: string): string[] {
  const at = join(folder, `${name}.d`);
  try {
    return readdirSync(at)
      .filter((file) => file.endsWith('.conf'))
      .sort()
      .map((file) => textOf(join(at, file)) ?? '');
  } catch {
    return [];
  }
}

/** `key=value` lines of the section [Service], in order. Comments go; a line that ends in `\` goes on in the next. */
function settingsIn(unit: string): [key: string, value: string][] {
  const lines = unit.replace(/\\\n/g, ' ').split('\n');
  let section = '';
  return lines.flatMap((line): [string, string][] => {
    const text = line.trim();
    if (/^\[.*\]$/.test(text)) section = text;
    const at = text.indexOf('=');
    if (section !== '[Service]' || at < 1 || /^[#;]/.test(text)) return [];
    return [[text.slice(0, at).trim(), text.slice(at + 1).trim()]];
  });
}

/** `A=b "C=d e"` → variables: words, of which some are in quotation marks (systemd.exec(5), Environment=). */
const assignmentsIn = (words: string): [string, string][] =>
  [...words.matchAll(/"([^"]*)"|'([^']*)'|(\S+)/g)].flatMap(
    ([, double, single, bare]): [string, string][] => {
      const word = double ?? single ?? bare ?? '';
      const at = word.indexOf('=');
      return at < 1 ? [] : [[word.slice(0, at), word.slice(at + 1)]];
    },
  );

/** The last value of a setting that is not a list. */
const lastOf = (settings: readonly [string, string][], key: string): string | undefined =>
  settings.filter(([each]) => each === key).at(-1)?.[1];

/** All values of a setting that is a list; an empty one forgets those before it. */
function allOf(settings: readonly [string, string][], key: string): string[] {
  const values = settings.flatMap(([each, value]) => (each === key ? [value] : []));
  return values.slice(values.lastIndexOf('') + 1);
}

/**
 * The service of this machine, read from its unit file and what that names; `null` where there is none.
 * @param unitPath `SYSTEMD_UNIT_PATH` where it is set: folders with `:` between, instead of the usual ones
 */
export function findService(unitPath: string | undefined): Service | null {
  const folders = unitPath ? unitPath.split(':').filter(Boolean) : usualFolders;
  const found = folders.map((folder) => join(folder, name)).find((path) => textOf(path) !== null);
  if (found === undefined) return null;
  const settings = [textOf(found) ?? '', ...folders.flatMap(dropInsOf)].flatMap(settingsIn);
  const at = lastOf(settings, 'WorkingDirectory') ?? '/';
  const unreadable: string[] = [];
  const fileOf = (path: string) => parseEnv(textOf(path, unreadable) ?? '');
  const env: NodeJS.Dict<string> = Object.assign(
    fileOf(join(at, '.env')),
    Object.fromEntries(allOf(settings, 'Environment').flatMap(assignmentsIn)),
    // A leading `-` allows it to be missing.
    ...allOf(settings, 'EnvironmentFile').map((path) => fileOf(path.replace(/^-/, ''))),
  );
  return {
    unit: found,
    env: { ...env, PUSHMEDIC_DATA_DIR: resolve(at, env.PUSHMEDIC_DATA_DIR ?? 'data') },
    unreadable,
  };
}
