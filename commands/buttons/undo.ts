import { type Command, queued } from '../../src/chat/command.ts';
import { findRouter } from '../shared/find-router.ts';

/** What **Revert** stands for. */
export const undo: Command = {
  name: 'undo',
  args: [{ name: 'router', required: true, suggests: 'router' }],
  role: 'operator',
  hidden: true,
  async run({ args, asker, say }, context) {
    const router = await findRouter(args.router, context);
    return queued(
      { kind: 'revert', asker, routerId: router.id },
      say('working.revert', { router: router.name }),
    );
  },
};
