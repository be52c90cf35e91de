/*
 * Words from outside (names of devices and people, lines of routers, what programs say) are made plain here, once,
 * where they come in: what is shown and what is hidden from a group is then the same string.
 */

/**
 * What has no sign of its own and only serves to deceive the reader: control characters, marks that turn the direction
 * of reading or have no width, halves of characters. Line breaks and tabs stay.
 */
const unseen = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]|\p{Cf}|\p{Cs}/gu;
const lineBreak = /\r\n?|[\u2028\u2029]/g;

/** Longest name that is kept, in code points; DHCP allows 255, and nobody is called so. */
const longestName = 40;

/** Lines as they may be kept: `\n` alone ends one, tabs stay. */
export const plainText = (text: string): string => text.replace(lineBreak, '\n').replace(unseen, '');

/** Text as it may be shown: tabs are two blanks. */
export const clean = (text: string): string => plainText(text).replace(/\t/g, '  ');

/** The same on one line. */
export const oneLine = (text: string): string => plainText(text).replace(/\s+/g, ' ').trim();

/** A name of somebody or something: one line of at most 40 characters; `null` for none, which DHCP writes `*`. */
export function plainName(text: string): string | null {
  const name = Array.from(oneLine(text)).slice(0, longestName).join('').trim();
  return name === '' || name === '*' ? null : name;
}

/** At most `max` characters of `text`, ending in `…` when cut; no character is halved. */
export const shorten = (text: string, max: number): string =>
  text.length <= max ? text : `${text.slice(0, Math.max(0, max - 1)).replace(/[\ud800-\udbff]$/, '')}…`;
