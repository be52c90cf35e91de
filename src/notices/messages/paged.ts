import type { Button } from '../../model/button.ts';
import type { Say } from '../../words/words.ts';

/** Things of a list, or buttons, that fit a phone screen. */
const perPage = 8;

/** Which of `pages` is shown (the first is 1), the one that was asked for where there is such, and the buttons that turn it. */
export function turnsOf(
  asked: number,
  pages: number,
  turn: (to: number, label: string) => Button,
  say: Say,
): { page: number; turns: Button[] } {
  const page = Math.min(Math.max(1, asked), pages);
  return {
    page,
    turns: [
      ...(page > 1 ? [turn(page - 1, say('button.back'))] : []),
      ...(page < pages ? [turn(page + 1, say('button.next'))] : []),
    ],
  };
}

/** One page of things, its number among how many, and the buttons that turn it. */
export function pageOf<T>(
  all: readonly T[],
  asked: number,
  turn: (to: number, label: string) => Button,
  say: Say,
): { items: T[]; page: number; pages: number; turns: Button[] } {
  const pages = Math.max(1, Math.ceil(all.length / perPage));
  const { page, turns } = turnsOf(asked, pages, turn, say);
  return { items: all.slice((page - 1) * perPage, page * perPage), page, pages, turns };
}

/** Buttons of one page, and those that turn it. */
export function paged(
  all: readonly Button[],
  asked: number,
  turn: (to: number, label: string) => Button,
  say: Say,
): Button[] {
  const { items, turns } = pageOf(all, asked, turn, say);
  return [...items, ...turns];
}
