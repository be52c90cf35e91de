import type { CommandSpec } from './command.ts';

/** `/router add NAME USER@HOST[:PORT]`, for messages and menus. */
export const usageOf = (spec: CommandSpec): string =>
  [
    `/${spec.name}`,
    ...spec.args.map(({ name, required, choices, flag }) => {
      if (flag) return `[--${name}]`;
      const shown = choices ? choices.join('|') : name.toUpperCase();
      return required ? shown : `[${shown}]`;
    }),
  ].join(' ');
