/** Control, direction-changing and unpaired-surrogate characters: they only serve to deceive the reader. */
const unseen =
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]|\p{Surrogate}/gu;

/** Plain text as it may be shown at all: no control characters, `\n` alone as line end. */
export const clean = (text: string): string =>
  text.replace(/\r\n?/g, '\n').replace(/\t/g, '  ').replace(unseen, '');

/** The same on one line. */
export const oneLine = (text: string): string => clean(text).replace(/\s+/g, ' ').trim();

/** At most `max` characters of `text`, ending in `…` when cut; no character is halved. */
export const shorten = (text: string, max: number): string =>
  text.length <= max ? text : `${text.slice(0, Math.max(0, max - 1)).replace(/[\ud800-\udbff]$/, '')}…`;
