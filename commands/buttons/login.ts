import { type Command, queued } from '../../src/chat/command.ts';
import { findRouter } from '../shared/find-router.ts';

/** What **Test the login** stands for: whether the router lets the bot in, and nothing more. */
export const login: Command = {
  name: 'login',
  args: [{ name: 'router', required: true }],
  role: 'viewer',
  hidden: true,
  async run({ args, asker, say }, context) {
    const router = await findRouter(args.router, context);
    return queued(
      { kind: 'login', asker, routerId: router.id },
      say('login.working', { router: router.name }),
    );
  },
};
