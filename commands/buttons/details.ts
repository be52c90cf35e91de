import type { Command } from '../../src/chat/command.ts';
import { button } from '../../src/model/button.ts';
import { fail } from '../../src/model/failure.ts';
import type { Reply } from '../../src/model/message.ts';
import { pagesOf } from '../shared/pages.ts';

/** What **Details** stands for: every line behind an answer, page by page. */
export const details: Command = {
  name: 'details',
  args: [
    { name: 'id', required: true },
    { name: 'page', required: false },
  ],
  role: 'viewer',
  hidden: true,
  async run({ args, say }, { store }) {
    const id = args.id ?? '';
    const reply = (await store.details.get(id)) ?? fail({ cause: 'press-gone' });
    const pages = pagesOf(reply.blocks);
    const page = Math.min(Math.max(1, Number.parseInt(args.page ?? '1', 10) || 1), pages.length);
    const turn = (to: number, key: 'button.next' | 'button.back') =>
      to < 1 || to > pages.length ? [] : [button('details', { id, page: String(to) }, say(key))];
    // The answer itself keeps its buttons: its details stand beside it, and turn their own pages.
    const apart = args.page === undefined;
    const shown: Reply = {
      ...reply,
      title:
        pages.length === 1
          ? reply.title
          : say('details.page', { title: reply.title, page, pages: pages.length }),
      blocks: pages[page - 1] ?? [],
      buttons: [...turn(page - 1, 'button.back'), ...turn(page + 1, 'button.next'), ...reply.buttons],
    };
    return { kind: 'reply', reply: shown, apart };
  },
};
