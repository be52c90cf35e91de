/** Control, direction-changing and unpaired-surrogate characters: they only serve to deceive the reader. */
const unseen =
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]|\p{Surrogate}/gu;

/** Plain text as it may be shown at all: no control characters, `\n` alone as line end. */
export const clean = (text: string): string =>
  text.replace(/\r\n?/g, '\n').replace(/\t/g, '  ').replace(unseen, '');

/** The same on one line. */
export const oneLine = (text: string): string => clean(text).replace(/\s+/g, ' ').trim();

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

/** At most `max` characters of `text`, ending in `…` when cut; no character is halved. */
export const shorten = (text: string, max: number): string =>
  text.length <= max ? text : `${text.slice(0, Math.max(0, max - 1)).replace(/[\ud800-\udbff]$/, '')}…`;
