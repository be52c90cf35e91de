import type { Command } from '../src/command.ts';
import { findRouter } from './find-router.ts';
import { forget as remove } from './router-remove.ts';

/** What **Remove anyway** stands for. */
export const forget: Command = {
  name: 'forget',
  args: [{ name: 'router', required: true }],
  role: 'owner',
  hidden: true,
  async run(ask, desk) {
    const router = await findRouter(ask.args.router, desk);
    return remove(router.id, router.name, ask, desk);
  },
};
