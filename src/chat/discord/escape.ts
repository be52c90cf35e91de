import { clean } from '../../model/plain.ts';

/**
 * Discord's Markdown takes a backslash before any punctuation as that punctuation. `:` is among them because
 * `http://…` becomes a link and `:ab:` inside a MAC address an emoji; `@` and `<` would mention.
 */
const special = new Set('\\*_~`|<>[]@#:');

/** Starts a list or small print at the head of a line only. */
const lineHead = /^(?:\s*[-+]|\s*\d+[.)])(?=\s|$|#)/;

/**
 * `text` with everything escaped that Discord's Markdown would act on, in at most `max` characters. What does
 * not fit is cut before escaping, so that no half escape is left behind, and ends in `…`.
 */
export function escapeText(text: string, max = Number.POSITIVE_INFINITY): string {
  const units = clean(text)
    .slice(0, max + 1)
    .split('\n')
    .flatMap(escapedLine);
  units.shift();
  const taken = fitting(units, max);
  if (taken === units.length) return units.join('');
  return max < 1 ? '' : `${units.slice(0, fitting(units, max - 1)).join('')}…`;
}

/** The characters of a line, escaped, after the line break that leads to it. */
function escapedLine(line: string): string[] {
  const head = lineHead.exec(line)?.[0].length ?? 0;
  const chars = Array.from(line, (char, index) =>
    special.has(char) || index + 1 === head ? `\\${char}` : char,
  );
  return ['\n', ...chars];
}

/** How many of `units` fit into `max` characters. */
function fitting(units: readonly string[], max: number): number {
  let length = 0;
  let count = 0;
  for (const unit of units) {
    length += unit.length;
    if (length > max) break;
    count += 1;
  }
  return count;
}

/** Text inside a code block: nothing is escaped there, only the fence itself must not close. */
export const fenced = (text: string): string => clean(text).replace(/`(?=`)/g, '`\u200b');
