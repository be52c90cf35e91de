import type { Markup } from '../message/fit.ts';
import { limits, phoneColumns } from './limits.ts';
import { glued, joined, lineOf, nothing, type Rich, tagged, textOf, verbatim } from './rich.ts';

/** A longer aside is folded away. */
const asideMax = 160;

/** Telegram's HTML. What its parser takes away does not count. */
export const html: Markup<Rich> = {
  limits,
  columns: phoneColumns,
  bullet: '• ',
  nothing,
  lengthOf: ({ length }) => length,
  join: joined,
  sign: verbatim,
  text: textOf,
  line: lineOf,
  bold: (text, max) => tagged('b', lineOf(text, max)),
  verbatim,
  fenced: (text) => text,
  code: (body, caption) => {
    const above = caption === undefined ? nothing : lineOf(caption, 200);
    const before = above.length === 0 ? nothing : glued(tagged('i', above), '\n');
    return glued(before, tagged('pre', body));
  },
  aside: (text, max) => {
    const trimmed = text.trim();
    const isLong = trimmed.length > asideMax || trimmed.split('\n').length > 3;
    return tagged(isLong ? 'blockquote expandable' : 'i', textOf(trimmed, max));
  },
};
