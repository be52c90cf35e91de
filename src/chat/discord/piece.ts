import { oneLine } from '../../model/plain.ts';
import { type Markup, markedLines } from '../message/fit.ts';
import { escapeText, fenced } from './escape.ts';
import { limits, phoneColumns } from './limits.ts';

const fence = '```';
const asideLineMax = 1_000;

/** Discord's Markdown. Every character counts, those of the markup too. */
export const markdown: Markup<string> = {
  limits,
  columns: phoneColumns,
  bullet: '- ',
  nothing: '',
  lengthOf: (piece) => piece.length,
  join: (parts, between) => parts.join(between),
  sign: (text) => text,
  text: (text, max) => escapeText(text.slice(0, limits.text), Math.min(max, limits.text)),
  line: (text, max) => escapeText(oneLine(text), max),
  bold: (text, max) => {
    const inner = escapeText(oneLine(text), Math.max(0, max - 4));
    return inner === '' ? '' : `**${inner}**`;
  },
  verbatim: (line) => line,
  fenced,
  code: (body, caption) => {
    const above = caption === undefined ? '' : `-# ${escapeText(caption, 200)}\n`;
    return `${above}${fence}\n${body}\n${fence}`;
  },
  aside: (text, max) => {
    const lines = text.slice(0, limits.text).split('\n');
    const small = lines.map((line) => (line.trim() === '' ? '' : `-# ${markdown.line(line, asideLineMax)}`));
    return markedLines(small, markdown)(max);
  },
};
