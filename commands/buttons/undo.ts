import type { Command } from '../../src/chat/command.ts';
import { findRouter } from '../shared/find-router.ts';

/** What **Revert** stands for. */
export const undo: Command = {
  name: 'undo',
  args: [{ name: 'router', required: true, suggests: 'router' }],
  role: 'operator',
  hidden: true,
  async run({ args, asker, say }, context) {
    const router = await findRouter(args.router, context);
    return {
      kind: 'job',
      job: { kind: 'revert', asker, routerId: router.id },
      working: {
        tone: 'working',
        title: say('working.revert', { router: router.name }),
        blocks: [],
        buttons: [],
      },
    };
  },
};
