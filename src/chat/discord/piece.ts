import type { Block } from '../../model/message.ts';
import { clean, oneLine, shorten } from '../../model/plain.ts';
import { alignedTable } from '../message/table.ts';
import { escapeText, fenced } from './escape.ts';
import { limits, phoneColumns } from './limits.ts';

/** Markdown of one block in at most `max` characters; empty when nothing of use fits. */
export type Piece = (max: number) => string;

/** Nothing longer can be shown anyway; keeps hostile sizes cheap. */
const lineMax = 1000;
const linesMax = 200;

const fence = '```';
const bold = (text: string, max = lineMax): string => {
  const inner = escapeText(oneLine(text), Math.max(0, max - 4));
  return inner === '' ? '' : `**${inner}**`;
};
const line = (text: string): string => escapeText(oneLine(text), lineMax);

/** As many whole lines as fit, and how many were left out: `… +3`. A first line too long is shortened by `cut`. */
function fitLines(lines: readonly string[], max: number, cut: (line: string, max: number) => string): string {
  const whole = lines.join('\n');
  if (whole.length <= max) return whole;
  const more = (left: number) => `\n… +${left}`;
  let length = -1;
  let count = 0;
  for (const next of lines) {
    if (length + 1 + next.length + more(lines.length - count - 1).length > max) break;
    length += 1 + next.length;
    count += 1;
  }
  if (count > 0) return lines.slice(0, count).join('\n') + more(lines.length - count);
  return cut(lines[0] ?? '', max);
}

/** Lines that hold Markdown cannot be cut in the middle. */
const marked = (lines: string[]): Piece => {
  const kept = lines.slice(0, linesMax).filter((text) => text !== '');
  return (max) => fitLines(kept, max, () => '');
};

function codeBlock(text: string[], caption: string): Piece {
  const framed = (body: string) => `${caption}${fence}\n${body === '' ? ' ' : body}\n${fence}`;
  const frame = framed('x').length - 1;
  return (max) => {
    const room = max - frame;
    return room < 1 ? '' : framed(fitLines(text, room, shorten));
  };
}

function table(block: Extract<Block, { kind: 'table' }>): Piece {
  if (block.columns.length === 0) return () => '';
  const rows = block.rows.slice(0, linesMax);
  const lines = alignedTable(block.columns, rows, phoneColumns, fenced);
  if (lines !== null) return codeBlock(lines, '');
  const record = (row: string[]): string =>
    row
      .map((cell, at) =>
        at === 0 ? bold(cell) : cell === '' ? '' : `${line(`${block.columns[at] ?? ''}:`)} ${line(cell)}`,
      )
      .filter((part) => part !== '')
      .join(' · ');
  return marked(rows.map((row) => (row.length === 0 ? '' : `- ${record(row)}`)));
}

/** A block as Markdown of whatever length there is room for. Images are attachments, not Markdown. */
export function pieceOf(block: Exclude<Block, { kind: 'image' }>): Piece {
  switch (block.kind) {
    case 'text':
      return (max) => escapeText(block.text.trim().slice(0, limits.text), Math.min(max, limits.text));
    case 'heading':
      return (max) => bold(block.text, Math.min(max, limits.title));
    case 'list':
      return marked(block.items.map(line).map((item) => (item === '' ? '' : `- ${item}`)));
    case 'fields':
      return marked(block.fields.map(({ name, value }) => `${bold(name)} ${line(value)}`.trim()));
    case 'table':
      return table(block);
    case 'code': {
      const text = fenced(block.text.slice(0, limits.text)).trimEnd().split('\n');
      return codeBlock(
        text,
        block.caption === undefined ? '' : `-# ${escapeText(oneLine(block.caption), 200)}\n`,
      );
    }
    case 'aside':
      return marked(
        clean(block.text)
          .slice(0, limits.text)
          .split('\n')
          .map((text) => (text.trim() === '' ? '' : `-# ${line(text)}`)),
      );
  }
}
