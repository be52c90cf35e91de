import type { Block, Reply } from '../../src/model/message.ts';

/** A reply as plain text, for golden files: everything a platform gets to show. */
export function plain({ tone, title, blocks }: Reply): string {
  return `[${tone}] ${title}\n\n${blocks.map(blockText).join('\n\n')}\n`;
}

function blockText(block: Block): string {
  switch (block.kind) {
    case 'text':
      return block.text;
    case 'heading':
      return `## ${block.text}`;
    case 'list':
      return block.items.map((item) => `- ${item}`).join('\n');
    case 'code':
      return [block.caption ?? '', ...block.text.split('\n').map((line) => `    ${line}`)].join('\n');
    case 'aside':
      return `(${block.text})`;
    default:
      throw new Error(`a report has no ${block.kind}`);
  }
}
