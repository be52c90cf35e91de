import type { CommandSpec } from './command.ts';

/** A command line taken apart: the command's name and its arguments by name. */
export interface Line {
  name: string;
  args: Record<string, string>;
}

/** The command called `name`, now or before. */
export const commandCalled = <Spec extends CommandSpec>(
  name: string,
  specs: readonly Spec[],
): Spec | undefined =>
  specs.find((spec) => spec.name === name) ?? specs.find(({ aliases }) => aliases?.includes(name));

/** Words of a line; double quotes keep spaces together. */
const words = (line: string): string[] =>
  Array.from(line.matchAll(/"([^"]*)"|(\S+)/g), ([, quoted, plain]) => quoted ?? plain ?? '');

/**
 * Takes a command line (no leading slash) apart by the commands there are: `router add home root@10.0.0.1` is
 * `router add` with two arguments. Two-word names win over one-word ones. Null when there is no such command.
 */
export function parseLine(line: string, specs: readonly CommandSpec[]): Line | null {
  const given = words(line);
  const name = specs
    .flatMap(({ name, aliases = [] }) => [name, ...aliases])
    .filter((one) => one.split(' ').every((word, at) => word === given[at]?.toLowerCase()))
    .sort((a, b) => b.length - a.length)[0];
  const spec = name === undefined ? undefined : commandCalled(name, specs);
  if (name === undefined || !spec) return null;
  const typed = given.slice(name.split(' ').length);
  const flags = spec.args.filter(({ flag, name }) => flag && typed.includes(`--${name}`));
  const values = typed.filter((word) => !flags.some(({ name }) => word === `--${name}`));
  const args = spec.args
    .filter(({ flag }) => !flag)
    .flatMap(({ name, rest }, at): [string, string][] => {
      const value = rest ? values.slice(at).join(' ') : values[at];
      return value === undefined || value === '' ? [] : [[name, value]];
    });
  const set = flags.map(({ name, choices }): [string, string] => [name, choices?.[0] ?? 'yes']);
  return { name: spec.name, args: Object.fromEntries([...args, ...set]) };
}
