import type { ArgSpec } from '../../src/chat/command.ts';
import type { Button } from '../../src/model/button.ts';
import { pageOf } from '../../src/notices/messages/paged.ts';
import type { Say } from '../../src/words/words.ts';

/** The argument that turning a page sets. */
export const pageArg: ArgSpec = { name: 'page', required: false, pressed: true };

/** The page that was asked for; the first where that is none. */
export const pageNumber = (asked = '1'): number => Number.parseInt(asked, 10) || 1;

/** One page of a list, how it is called among the others (empty: there are no others), and the buttons that turn it. */
export function listPage<T>(
  all: readonly T[],
  asked: string | undefined,
  to: (page: string, label: string) => Button,
  say: Say,
): { items: T[]; of: string; turns: Button[] } {
  const turn = (page: number, label: string) => to(String(page), label);
  const { items, page, pages, turns } = pageOf(all, pageNumber(asked), turn, say);
  return { items, of: pages === 1 ? '' : say('list.page', { page, pages }), turns };
}
