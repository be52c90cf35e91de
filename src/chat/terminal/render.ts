import Table from 'cli-table3';
import { createColors } from 'picocolors';
import type { Block, Reply } from '../../model/message.ts';
import { clean } from '../../model/plain.ts';
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

function table(block: Extract<Block, { kind: 'table' }>, look: Look): string {
  const drawn = new Table({
    head: block.columns.map(clean),
    style: { head: look.colour ? ['cyan'] : [], border: [], compact: true },
    wordWrap: true,
  });
  drawn.push(...block.rows.map((row) => row.map(clean)));
  return indent(drawn.toString().split('\n'), '  ');
}

function drawBlock(block: Block, look: Look, colours: Colours): string {
  const lines = (text: string, less = 2) => wrap(clean(text), look.width - less);
  switch (block.kind) {
    case 'text':
      return indent(lines(block.text), '  ');
    case 'heading':
      return `  ${colours.bold(clean(block.text))}`;
    case 'list':
      return block.items.map((item) => indent(lines(item, 4), '    ').replace(/^ {4}/, '  - ')).join('\n');
    case 'fields':
      return block.fields
        .map(
          ({ name, value }) =>
            `  ${colours.bold(clean(name))}: ${indent(lines(value, 6), '      ').trimStart()}`,
        )
        .join('\n');
    case 'table':
      return table(block, look);
    case 'code':
      return [
        ...(block.caption ? [`  ${colours.dim(clean(block.caption))}`] : []),
        indent(clean(block.text).split('\n'), colours.dim('  │ ')),
      ].join('\n');
    case 'image':
      return indent(lines(block.alt), '  ');
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
