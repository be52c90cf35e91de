import { answer, type Command } from '../../src/chat/command.ts';
import { fail } from '../../src/model/failure.ts';

/** What **Cancel** under a running test stands for: its worker ends it within a second, and says so in its message. */
export const stop: Command = {
  name: 'stop',
  args: [{ name: 'test', required: true }],
  role: 'operator',
  hidden: true,
  async run({ args, say }, { store }) {
    const { id } = (await store.pushTests.get(args.test ?? '')) ?? fail({ cause: 'press-gone' });
    await store.pushTests.stop(id);
    return answer({ tone: 'working', title: say('test.cancelled.title'), blocks: [], buttons: [] });
  },
};
