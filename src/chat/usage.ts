import type { Language } from '../model/language.ts';
import { sayAny } from '../words/words.ts';
import type { CommandSpec } from './command.ts';

/** `/router add NAME USER@HOST[:PORT]`, for messages and menus, with what is to be put in called in the reader's language. */
export const usageOf = (spec: CommandSpec, language: Language): string =>
  [
    `/${spec.name}`,
    ...spec.args.flatMap(({ name, required, choices, flag, pressed }) => {
      if (pressed) return [];
      if (flag) return `[--${name}]`;
      const shown = choices ? choices.join('|') : sayAny(language, `option.${name}.name`).toUpperCase();
      return required ? shown : `[${shown}]`;
    }),
  ].join(' ');
