import type { Command } from '../../src/chat/command.ts';
import { look } from '../shared/look.ts';

/** What **Check again** under a notice stands for: `/diagnose`, answered beside the notice, which stays as it is. */
export const check: Command = {
  name: 'check',
  args: [{ name: 'router', required: true }],
  role: 'viewer',
  hidden: true,
  run: async (ask, context) => ({ ...(await look(ask, context, 'diagnose')), apart: true }),
};
