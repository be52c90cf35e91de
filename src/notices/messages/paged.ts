import type { Button } from '../../model/button.ts';
import type { Say } from '../../words/words.ts';

/** More buttons than this nobody looks through. */
const perPage = 8;

/** Those of one page (the first is 1), and those that turn it; `turn` makes the latter. */
export function paged(
  all: readonly Button[],
  page: number,
  turn: (to: number, label: string) => Button,
  say: Say,
): Button[] {
  const pages = Math.max(1, Math.ceil(all.length / perPage));
  const at = Math.min(Math.max(1, page), pages);
  return [
    ...all.slice((at - 1) * perPage, at * perPage),
    ...(at > 1 ? [turn(at - 1, say('button.back'))] : []),
    ...(at < pages ? [turn(at + 1, say('button.next'))] : []),
  ];
}
