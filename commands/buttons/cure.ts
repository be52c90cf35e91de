import type { Command } from '../../src/chat/command.ts';
import { look } from '../shared/look.ts';

/** What **Apply fix** under a notice stands for: `/fix`, answered beside the notice, which stays as it is. */
export const cure: Command = {
  name: 'cure',
  args: [{ name: 'router', required: true }],
  role: 'operator',
  hidden: true,
  run: async (ask, context) => ({ ...(await look(ask, context, 'fix')), apart: true }),
};
