import type { Command } from '../../src/chat/command.ts';
import { findRouter } from '../shared/find-router.ts';
import { forgetRouter } from '../shared/forget-router.ts';

/** What **Remove** stands for. */
export const forget: Command = {
  name: 'forget',
  args: [{ name: 'router', required: true }],
  role: 'owner',
  hidden: true,
  async run(ask, context) {
    const router = await findRouter(ask.args.router, context);
    return forgetRouter(router.id, router.name, ask, context);
  },
};
