import { answer, type Command } from '../../src/chat/command.ts';
import { fail } from '../../src/model/failure.ts';
import { sawMessage } from '../../src/notices/messages/push-test.ts';

/** What **I see it now** stands for: the person's own time beside the router's. */
export const saw: Command = {
  name: 'saw',
  args: [{ name: 'test', required: true }],
  role: 'viewer',
  hidden: true,
  async run({ args, call, say }, { store }) {
    const test = (await store.pushTests.saw(args.test ?? '', call.at)) ?? fail({ cause: 'press-gone' });
    return answer(sawMessage(test, say));
  },
};
