import type { Block } from '../../model/message.ts';
import { clean, oneLine, shorten } from '../../model/plain.ts';
import { alignedTable } from '../message/table.ts';
import { limits, phoneColumns } from './limits.ts';
import { glued, joined, lineOf, nothing, type Rich, tagged, textOf, verbatim } from './rich.ts';

/** One block in at most `max` characters; nothing when nothing of use fits. */
export type Piece = (max: number) => Rich;

/** Nothing longer can be shown anyway; keeps hostile sizes cheap. */
const lineMax = 1_000;
const linesMax = 200;
/** A longer aside is folded away. */
const asideMax = 160;

/** As many whole lines as fit, and how many were left out: `… +3`. A first line too long is shortened by `cut`. */
function fitLines(lines: readonly Rich[], max: number, cut: () => Rich): Rich {
  const whole = joined(lines, '\n');
  if (whole.length <= max) return whole;
  const more = (left: number) => `\n… +${left}`;
  let length = -1;
  let count = 0;
  for (const next of lines) {
    if (length + 1 + next.length + more(lines.length - count - 1).length > max) break;
    length += 1 + next.length;
    count += 1;
  }
  return count > 0 ? glued(joined(lines.slice(0, count), '\n'), more(lines.length - count)) : cut();
}

const line = (text: string): Rich => lineOf(text, lineMax);
const bold = (text: string): Rich => tagged('b', line(text));

/** Lines that hold tags are not cut in the middle. */
function marked(lines: Rich[]): Piece {
  const kept = lines.slice(0, linesMax).filter(({ length }) => length > 0);
  return (max) => fitLines(kept, max, () => nothing);
}

function codeBlock(lines: readonly string[], caption: Rich): Piece {
  if (lines.every((text) => text.trim() === '')) return () => nothing;
  const before = caption.length === 0 ? nothing : glued(tagged('i', caption), '\n');
  return (max) => {
    const room = max - before.length;
    const body = fitLines(lines.map(verbatim), room, () => verbatim(shorten(lines[0] ?? '', room)));
    return room < 1 || body.length === 0 ? nothing : glued(before, tagged('pre', body));
  };
}

function table({ columns, rows }: Extract<Block, { kind: 'table' }>): Piece {
  if (columns.length === 0) return () => nothing;
  const kept = rows.slice(0, linesMax);
  const lines = alignedTable(columns, kept, phoneColumns);
  if (lines !== null) return codeBlock(lines, nothing);
  const record = (row: string[]): Rich => {
    const cells = row.slice(0, columns.length).map((cell, at): Rich => {
      if (at === 0) return bold(cell);
      return cell.trim() === '' ? nothing : glued(line(`${columns[at] ?? ''}:`), ' ', line(cell));
    });
    const shown = cells.filter(({ length }) => length > 0);
    return shown.length === 0 ? nothing : glued('• ', joined(shown, ' · '));
  };
  return marked(kept.map(record));
}

function aside(text: string): Piece {
  const cleaned = clean(text.slice(0, limits.text * 2)).trim();
  const isLong = cleaned.length > asideMax || cleaned.split('\n').length > 3;
  return (max) => tagged(isLong ? 'blockquote expandable' : 'i', textOf(cleaned, max));
}

/** A block as HTML of whatever length there is room for. Images are messages of their own. */
export function pieceOf(block: Exclude<Block, { kind: 'image' }>): Piece {
  switch (block.kind) {
    case 'text':
      return (max) => textOf(block.text.trim(), max);
    case 'heading':
      return (max) => tagged('b', lineOf(block.text, Math.min(max, limits.title)));
    case 'list':
      return marked(
        block.items.slice(0, linesMax).map((item) => {
          const shown = line(item);
          return shown.length === 0 ? nothing : glued('• ', shown);
        }),
      );
    case 'fields':
      return marked(
        block.fields.slice(0, linesMax).map(({ name, value }) =>
          joined(
            [bold(name), line(value)].filter(({ length }) => length > 0),
            ' ',
          ),
        ),
      );
    case 'table':
      return table(block);
    case 'code': {
      const lines = clean(block.text.slice(0, limits.text * 2))
        .trimEnd()
        .split('\n');
      return codeBlock(lines, block.caption === undefined ? nothing : lineOf(oneLine(block.caption), 200));
    }
    case 'aside':
      return aside(block.text);
  }
}
