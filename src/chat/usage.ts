import type { CommandSpec } from './command.ts';

/** `/router add NAME USER@HOST[:PORT]`, for messages and menus. */
export const usageOf = (spec: CommandSpec): string =>
  [
    `/${spec.name}`,
    ...spec.args.flatMap(({ name, required, choices, flag, pressed }) => {
      if (pressed) return [];
      if (flag) return `[--${name}]`;
      const shown = choices ? choices.join('|') : name.toUpperCase();
      return required ? shown : `[${shown}]`;
    }),
  ].join(' ');
