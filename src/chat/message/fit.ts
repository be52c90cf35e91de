import type { Block } from '../../model/message.ts';
import { clean, oneLine, shorten } from '../../model/plain.ts';
import { share } from './share.ts';
import { alignedTable } from './table.ts';

/** How a platform writes; `T` is a piece of a message in its markup. Lengths are what counts against its limits. */
export interface Markup<T> {
  /** Of a whole message, and of a heading. */
  limits: { text: number; title: number };
  /** Columns of a block of code that a phone shows without folding the line. */
  columns: number;
  bullet: string;
  nothing: T;
  lengthOf(piece: T): number;
  /** Signs of our own between pieces, as they are. */
  join(parts: readonly T[], between: string): T;
  sign(text: string): T;
  /** Foreign text, escaped, in at most `max`. */
  text(text: string, max: number): T;
  line(text: string, max: number): T;
  bold(text: string, max: number): T;
  /** A line of a block of code; `fenced` makes text fit for one. */
  verbatim(line: string): T;
  fenced(text: string): string;
  /** A block of code around `body`, with what stands above it. */
  code(body: T, caption: string | undefined): T;
  aside(text: string, max: number): T;
}

/** One block in at most `max`; nothing when nothing of use fits. */
type Piece<T> = (max: number) => T;

/** Nothing longer can be shown anyway; keeps hostile sizes cheap. */
const lineMax = 1_000;
const linesMax = 200;
const blocksMax = 100;
/** What an aside keeps when there is not room for everything. */
const asideMin = 120;

/** As many whole lines as fit, and how many were left out: `… +3`. A first line too long is what `cut` makes of it. */
function fitLines<T>(lines: readonly T[], max: number, cut: () => T, markup: Markup<T>): T {
  const { lengthOf, join, sign } = markup;
  const whole = join(lines, '\n');
  if (lengthOf(whole) <= max) return whole;
  const more = (left: number) => `\n… +${left}`;
  let length = -1;
  let count = 0;
  for (const next of lines) {
    if (length + 1 + lengthOf(next) + more(lines.length - count - 1).length > max) break;
    length += 1 + lengthOf(next);
    count += 1;
  }
  if (count === 0) return cut();
  return join([join(lines.slice(0, count), '\n'), sign(more(lines.length - count))], '');
}

/** Lines that hold markup are not cut in the middle. */
export function markedLines<T>(lines: readonly T[], markup: Markup<T>): Piece<T> {
  const kept = lines.slice(0, linesMax).filter((line) => markup.lengthOf(line) > 0);
  return (max) => fitLines(kept, max, () => markup.nothing, markup);
}

function codeBlock<T>(lines: readonly string[], caption: string | undefined, markup: Markup<T>): Piece<T> {
  if (lines.every((text) => text.trim() === '')) return () => markup.nothing;
  const { lengthOf, code, verbatim } = markup;
  const frame = lengthOf(code(verbatim('x'), caption)) - 1;
  return (max) => {
    const room = max - frame;
    if (room < 1) return markup.nothing;
    const cut = () => verbatim(shorten(lines[0] ?? '', room));
    const body = fitLines(lines.map(verbatim), room, cut, markup);
    return lengthOf(body) === 0 ? markup.nothing : code(body, caption);
  };
}

/** Aligned where a phone is wide enough, else a record a row. */
function table<T>({ columns, rows }: Extract<Block, { kind: 'table' }>, markup: Markup<T>): Piece<T> {
  const { lengthOf, join, sign, bold, line, nothing, fenced } = markup;
  if (columns.length === 0) return () => nothing;
  const kept = rows.slice(0, linesMax);
  const aligned = alignedTable(columns, kept, markup.columns, fenced);
  if (aligned !== null) return codeBlock(aligned, undefined, markup);
  const record = (row: string[]): T => {
    const cells = row.slice(0, columns.length).map((cell, at) => {
      if (at === 0) return bold(cell, lineMax);
      const head = line(`${columns[at] ?? ''}:`, lineMax);
      return cell.trim() === '' ? nothing : join([head, line(cell, lineMax)], ' ');
    });
    const shown = cells.filter((cell) => lengthOf(cell) > 0);
    return shown.length === 0 ? nothing : join([sign(markup.bullet), join(shown, ' · ')], '');
  };
  return markedLines(kept.map(record), markup);
}

/** Blocks that stand beside the text of a message. */
const isBeside = (block: Block): block is Extract<Block, { kind: 'image' | 'file' }> =>
  block.kind === 'image' || block.kind === 'file';

/** A block of whatever length there is room for. Images and files are no text. */
function pieceOf<T>(block: Exclude<Block, { kind: 'image' | 'file' }>, markup: Markup<T>): Piece<T> {
  const { limits, lengthOf, join, sign, text, line, bold, nothing } = markup;
  switch (block.kind) {
    case 'text':
      return (max) => text(block.text.trim(), max);
    case 'heading':
      return (max) => bold(block.text, Math.min(max, limits.title));
    case 'list':
      return markedLines(
        block.items.slice(0, linesMax).map((item) => {
          const shown = line(item, lineMax);
          return lengthOf(shown) === 0 ? nothing : join([sign(markup.bullet), shown], '');
        }),
        markup,
      );
    case 'fields':
      return markedLines(
        block.fields.slice(0, linesMax).map(({ name, value }) => {
          const both = [bold(name, lineMax), line(value, lineMax)];
          return join(
            both.filter((part) => lengthOf(part) > 0),
            ' ',
          );
        }),
        markup,
      );
    case 'table':
      return table(block, markup);
    case 'code': {
      const lines = markup.fenced(clean(block.text.slice(0, limits.text * 2))).trimEnd();
      const caption = block.caption === undefined ? undefined : oneLine(block.caption);
      return codeBlock(lines.split('\n'), caption, markup);
    }
    case 'aside':
      return (max) => markup.aside(clean(block.text.slice(0, limits.text * 2)), max);
  }
}

/**
 * Blocks in a platform's markup, together with two signs between them at most `room` long; what found no room is left
 * out. Small print gives way first, then whatever is longest. Images and files come as they are, without a piece.
 */
export function fitBlocks<T>(
  blocks: readonly Block[],
  room: number,
  markup: Markup<T>,
): { block: Block; piece: T }[] {
  const drawn = blocks.slice(0, blocksMax).map((block) => ({
    block,
    draw: isBeside(block) ? () => markup.nothing : pieceOf(block, markup),
  }));
  const natural = drawn.map(({ draw }) => markup.lengthOf(draw(markup.limits.text)));
  const left = room - drawn.length * 2;
  const isOver = natural.reduce((sum, length) => sum + length, 0) > left;
  const wanted = natural.map((length, at) =>
    isOver && drawn[at]?.block.kind === 'aside' ? Math.min(length, asideMin) : length,
  );
  const shares = share(wanted, left);
  return drawn
    .map(({ block, draw }, at) => ({ block, piece: draw(shares[at] ?? 0) }))
    .filter(({ block, piece }) => isBeside(block) || markup.lengthOf(piece) > 0);
}
