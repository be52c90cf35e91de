import type { Button } from '../../src/model/button.ts';
import type { Block, Reply } from '../../src/model/message.ts';
import { turnsOf } from '../../src/notices/messages/paged.ts';
import type { Say } from '../../src/words/words.ts';
import { pageNumber } from './list-pages.ts';

/** Characters of a page: fits a message of every platform with its markup and escapes. */
const pageChars = 2600;

const sizeOf = (block: Block): number => JSON.stringify(block).length;

/** A code block in pieces that fit a page; nothing is lost, whole lines stay whole where they can. */
function cut(block: Block): Block[] {
  if (block.kind !== 'code' || sizeOf(block) <= pageChars) return [block];
  const pieces: string[] = [];
  for (const line of block.text.split('\n').flatMap((long) => long.match(/.{1,1000}/gsu) ?? [''])) {
    const last = pieces.at(-1);
    if (last !== undefined && JSON.stringify(last).length + line.length < pageChars - 400)
      pieces[pieces.length - 1] = `${last}\n${line}`;
    else pieces.push(line);
  }
  return pieces.map((text, at) => ({
    ...block,
    text,
    ...(block.caption ? { caption: at === 0 ? block.caption : `${block.caption} …` } : {}),
  }));
}

/** The blocks of a long answer in pages, in order. */
export function pagesOf(blocks: readonly Block[]): Block[][] {
  const pages: Block[][] = [[]];
  let size = 0;
  for (const block of blocks.flatMap(cut)) {
    if (size > 0 && size + sizeOf(block) > pageChars) {
      // A heading goes with what it is the heading of.
      const last = pages.at(-1);
      const heading = last?.at(-1)?.kind === 'heading' && last.length > 1 ? last.pop() : undefined;
      pages.push(heading === undefined ? [] : [heading]);
      size = heading === undefined ? 0 : sizeOf(heading);
    }
    pages.at(-1)?.push(block);
    size += sizeOf(block);
  }
  return pages;
}

/** One page of a long answer, with buttons that turn it; `to` makes the button of a page. */
export function paged(
  reply: Reply,
  asked: string | undefined,
  to: (page: string, label: string) => Button,
  say: Say,
): Reply {
  const pages = pagesOf(reply.blocks);
  const turn = (at: number, label: string) => to(String(at), label);
  const { page, turns } = turnsOf(pageNumber(asked), pages.length, turn, say);
  const title =
    pages.length === 1 ? reply.title : say('details.page', { title: reply.title, page, pages: pages.length });
  return { ...reply, title, blocks: pages[page - 1] ?? [], buttons: [...turns, ...reply.buttons] };
}
