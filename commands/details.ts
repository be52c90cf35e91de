import { answer, type Command } from '../src/command.ts';
import { fail } from '../src/failure.ts';

/** What **Details** stands for: every line behind an answer. */
export const details: Command = {
  name: 'details',
  args: [{ name: 'id', required: true }],
  role: 'viewer',
  hidden: true,
  async run({ args }, { store }) {
    return answer((await store.details.get(args.id ?? '')) ?? fail({ cause: 'press-gone' }));
  },
};
