import { z } from 'zod';
import type { CommandSpec } from './command.ts';
import { choiceOf, namesOf } from './names.ts';

/** A command line taken apart: the command's name and its arguments by name. */
export const lineSchema = z.object({
  name: z.string(),
  args: z.record(z.string(), z.string()),
  /** What was typed, where nothing is called so. */
  said: z.string().exactOptional(),
});
export type Line = z.infer<typeof lineSchema>;

/** The command called `name`, now or before. */
export const commandCalled = <Spec extends CommandSpec>(
  name: string,
  specs: readonly Spec[],
): Spec | undefined =>
  specs.find((spec) => spec.name === name) ?? specs.find(({ aliases }) => aliases?.includes(name));

/** Words of a line; double quotes keep spaces together. */
export const wordsOf = (line: string): string[] =>
  Array.from(line.matchAll(/"([^"]*)"|(\S+)/g), ([, quoted, plain]) => quoted ?? plain ?? '');

/** How many of the words given are the name; 0 when they do not begin with it. Chinese needs no blank inside a name. */
function lengthOf(name: string, given: readonly string[]): number {
  const parts = name.split(' ');
  const typed = (count: number) => given.slice(0, count).join(' ').toLowerCase();
  if (typed(parts.length) === name) return parts.length;
  const joined = /\p{Script=Han}/u.test(name) && typed(1) === parts.join('');
  return joined ? 1 : 0;
}

/** The arguments of a command by name, from the words after its own. */
export function argsOf(spec: CommandSpec, typed: readonly string[]): Record<string, string> {
  const flags = spec.args.filter(({ flag, name }) => flag && typed.includes(`--${name}`));
  const values = typed.filter((word) => !flags.some(({ name }) => word === `--${name}`));
  const args = spec.args
    .filter(({ flag }) => !flag)
    .flatMap(({ name, rest, choices, pressed }, at): [string, string][] => {
      const value = rest ? values.slice(at).join(' ') : values[at];
      if (value === undefined || value === '' || (pressed && !/^\d+$/.test(value))) return [];
      return [[name, choices ? choiceOf(value, choices) : value]];
    });
  const set = flags.map(({ name, choices }): [string, string] => [name, choices?.[0] ?? 'yes']);
  return Object.fromEntries([...args, ...set]);
}

/**
 * Takes a command line (no leading slash) apart by the commands there are, in whichever language: `router add home
 * root@10.0.0.1` is `router add` with two arguments. Two-word names win over one-word ones; `router` alone lists them.
 * Null when there is no such command.
 */
export function parseLine(line: string, specs: readonly CommandSpec[]): Line | null {
  const given = wordsOf(line);
  const [called] = specs
    .flatMap((spec) => namesOf(spec).map((name) => ({ spec, name, words: lengthOf(name, given) })))
    .filter(({ words }) => words > 0)
    .sort((a, b) => b.words - a.words || b.name.length - a.name.length);
  if (called) return { name: called.spec.name, args: argsOf(called.spec, given.slice(called.words)) };
  const isKind = (name: string) => name.split(' ')[0] === given[0]?.toLowerCase();
  const list = specs.find((spec) => spec.name.endsWith(' list') && namesOf(spec).some(isKind));
  return list && given.length === 1 ? { name: list.name, args: {} } : null;
}

/** Longest text that is thought about, characters. */
const mostSaid = 500;

/**
 * What was typed freely: the command by that name, or a line by no command's name that holds what was said. Without a
 * slash the names of commands that only buttons reach are words like others: *stop*, *seen it*.
 */
export function readTyped(text: string, specs: readonly CommandSpec[]): Line {
  const said = text.trim().slice(0, mostSaid);
  const named = said.startsWith('/') ? specs : specs.filter(({ hidden }) => !hidden);
  const line = parseLine(said.replace(/^\//, ''), named);
  return line ?? { name: (said.split(/\s+/)[0] ?? '').replace(/^\//, '').slice(0, 32), args: {}, said };
}
