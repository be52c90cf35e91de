import type { Command } from '../../src/chat/command.ts';
import { watch } from '../watch.ts';

/** What **Watch** under a report stands for: `/watch on`, answered beside the report, which stays as it is. */
export const watchThis: Command = {
  name: 'watch-this',
  args: [{ name: 'router', required: true }],
  role: 'operator',
  hidden: true,
  run: async (ask, context) => ({
    ...(await watch.run({ ...ask, args: { ...ask.args, switch: 'on' } }, context)),
    apart: true,
  }),
};
