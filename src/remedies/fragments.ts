import { quote } from '../ssh/quoting.ts';
import { type Refusal, refusals } from './refusals.ts';

/** Lines that are there, one below the other. */
export const lines = (...parts: readonly string[]): string => parts.filter((part) => part !== '').join('\n');

/** A function of the script; its body leaves with `return`. */
export const define = (name: string, body: string): string => `${name}() {\n${body.trim() || ':'}\n}`;

/** A command with `text` on its standard input, as it is. The text must not hold a line that is the mark. */
export const hereDocument = (command: string, text: string, mark: string): string =>
  `${command} <<'${mark}'\n${text.trimEnd()}\n${mark}`;

/** Says something on standard error, signed. */
export const complain = (text: string): string => `echo ${quote(`pushmedic: ${text}`)} >&2`;

/** Says why, and leaves the function with the status of that refusal. */
export const refuse = (why: Refusal, text: string): string =>
  `{ ${complain(text)}; return ${refusals[why]}; }`;

/** Bodies of functions run one after the other, until one fails. */
export const inTurn = (name: string, bodies: readonly string[]): string => {
  const there = bodies.filter((body) => body.trim() !== '');
  if (there.length < 2) return there[0] ?? '';
  return lines(
    ...there.map((body, n) => define(`${name}${n + 1}`, body)),
    there.map((_, n) => `${name}${n + 1}`).join(' && '),
  );
};

/** Bodies of functions that all run; fails when one of them did. */
export const allOf = (name: string, bodies: readonly string[]): string => {
  const there = bodies.filter((body) => body.trim() !== '');
  if (there.length < 2) return there[0] ?? '';
  return lines(
    ...there.map((body, n) => define(`${name}${n + 1}`, body)),
    'all=0',
    ...there.map((_, n) => `${name}${n + 1} || all=1`),
    'return $all',
  );
};
