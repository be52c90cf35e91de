import type { Command } from '../../src/chat/command.ts';
import { button } from '../../src/model/button.ts';
import { fail } from '../../src/model/failure.ts';
import { paged } from '../shared/pages.ts';

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
    const to = (page: string, label: string) => button('details', { id, page }, label);
    // The answer itself keeps its buttons: its details stand beside it, and turn their own pages.
    return { kind: 'reply', reply: paged(reply, args.page, to, say), apart: args.page === undefined };
  },
};
