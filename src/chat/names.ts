import { languages } from '../model/language.ts';
import { isWord, sayAny } from '../words/words.ts';
import type { CommandSpec } from './command.ts';

/** `路由器 添加` for `router add`: as menus of a language call it; `null` where that language has no name for it. */
function nameIn(language: (typeof languages)[number], name: string): string | null {
  const words = name.split(' ').map((_, at, all) => `command.${all.slice(0, at + 1).join('.')}.name`);
  if (!words.every(isWord)) return null;
  return words.map((key) => sayAny(language, key).toLowerCase()).join(' ');
}

const known = new WeakMap<CommandSpec, readonly string[]>();

/** Everything a command is called: its name, those it had before, and those of the menus in each language. */
export function namesOf(spec: CommandSpec): readonly string[] {
  const made = known.get(spec);
  if (made) return made;
  const { name, aliases = [] } = spec;
  const names = [name, ...aliases, ...languages.flatMap((language) => nameIn(language, name) ?? [])];
  const all = [...new Set(names)];
  known.set(spec, all);
  return all;
}

/** What a fixed choice stands for, in whichever language and letters it was typed; as it is when it is none of them. */
export function choiceOf(typed: string, choices: readonly string[]): string {
  const wanted = typed.toLowerCase();
  const called = (choice: string) =>
    languages.some((language) => {
      const name = sayAny(language, `choice.${choice}`).toLowerCase();
      // What stands in brackets may be left out: 中文.
      return name === wanted || name.replace(/\s*[（(].*$/, '') === wanted;
    });
  return choices.find((choice) => choice === wanted || called(choice)) ?? typed;
}
