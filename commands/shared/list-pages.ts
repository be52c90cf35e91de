import type { ArgSpec } from '../../src/chat/command.ts';
import type { Button } from '../../src/model/button.ts';
import type { Say } from '../../src/words/words.ts';

/** Things of a list that fit a phone screen. */
const perPage = 8;

/** The argument that turning a page sets. */
export const pageArg: ArgSpec = { name: 'page', required: false, pressed: true };

/** One page of a list, how it is called among the others (empty: there are no others), and the buttons that turn it. */
export function listPage<T>(
  all: readonly T[],
  asked: string | undefined,
  to: (page: string, label: string) => Button,
  say: Say,
): { items: T[]; of: string; turns: Button[] } {
  const pages = Math.max(1, Math.ceil(all.length / perPage));
  const page = Math.min(Math.max(1, Number.parseInt(asked ?? '1', 10) || 1), pages);
  return {
    items: all.slice((page - 1) * perPage, page * perPage),
    of: pages === 1 ? '' : say('list.page', { page, pages }),
    turns: [
      ...(page > 1 ? [to(String(page - 1), say('button.back'))] : []),
      ...(page < pages ? [to(String(page + 1), say('button.next'))] : []),
    ],
  };
}
