import { createColors } from 'picocolors';
import type { Block, Reply } from '../../model/message.ts';
import { clean } from '../../model/plain.ts';
import { alignedTable } from '../message/table.ts';
import { wrap } from './wrap.ts';

export interface Look {
  colour: boolean;
  /** Columns. */
  width: number;
}

const marks: Record<Reply['tone'], string> = { good: '✔', bad: '✖', unsure: '?', info: '•', working: '…' };

type Colours = ReturnType<typeof createColors>;

const toneColour = (colours: Colours, tone: Reply['tone']) =>
  ({
    good: colours.green,
    bad: colours.red,
    unsure: colours.yellow,
    info: colours.cyan,
    working: colours.dim,
  })[tone];

const indent = (lines: string[], before: string): string =>
  lines.map((line) => (before + line).trimEnd()).join('\n');

/** Aligned where the terminal is wide enough, else a record a row. */
function table({ columns, rows }: Extract<Block, { kind: 'table' }>, look: Look, colours: Colours): string {
  const [head, ...lines] = alignedTable(columns, rows, look.width - 2, clean) ?? [];
  if (head !== undefined) return indent([colours.bold(head), ...lines], '  ');
  const record = (row: string[]) =>
    row.map((cell, at) => (at === 0 ? cell : `${columns[at] ?? ''}: ${cell}`)).join(' · ');
  return rows.map((row) => itemOf(record(row), look)).join('\n');
}

/** An item of a list, its further lines under the first. */
const itemOf = (text: string, { width }: Look): string =>
  indent(wrap(clean(text), width - 4), '    ').replace(/^ {4}/, '  - ');

function drawBlock(block: Block, look: Look, colours: Colours): string {
  const lines = (text: string, less = 2) => wrap(clean(text), look.width - less);
  switch (block.kind) {
    case 'text':
      return indent(lines(block.text), '  ');
    case 'heading':
      return `  ${colours.bold(clean(block.text))}`;
    case 'list':
      return block.items.map((item) => itemOf(item, look)).join('\n');
    case 'fields':
      return block.fields
        .map(
          ({ name, value }) =>
            `  ${colours.bold(clean(name))}: ${indent(lines(value, 6), '      ').trimStart()}`,
        )
        .join('\n');
    case 'table':
      return table(block, look, colours);
    case 'code':
      return [
        ...(block.caption ? [`  ${colours.dim(clean(block.caption))}`] : []),
        indent(clean(block.text).split('\n'), colours.dim('  │ ')),
      ].join('\n');
    case 'image':
      return indent(lines([block.alt, block.caption ?? ''].join('\n').trimEnd()), '  ');
    case 'file':
      return indent(block.text.split('\n').map(clean), colours.dim('  │ '));
    case 'aside':
      return indent(
        lines(block.text).map((line) => colours.dim(line)),
        '  ',
      );
  }
}

/** A reply as text for a terminal; buttons as numbered choices from 1. No foreign control character passes. */
export function render(reply: Reply, look: Look): string {
  const colours = createColors(look.colour);
  const title = `${toneColour(colours, reply.tone)(marks[reply.tone])} ${colours.bold(clean(reply.title))}`;
  const body = reply.blocks.map((block) => drawBlock(block, look, colours)).filter(Boolean);
  const choices = reply.buttons.map(({ label }, at) => `  ${colours.cyan(`[${at + 1}]`)} ${clean(label)}`);
  return [title, ...body, ...(choices.length > 0 ? [choices.join('\n')] : [])]
    .join('\n\n')
    .replace('\n\n', '\n');
}
