import { type Command, queued } from '../src/chat/command.ts';
import { findRouter } from './shared/find-router.ts';

/** A report for a forum or an issue tracker: what a look sees and means, without anything of the household. */
export const report: Command = {
  name: 'report',
  args: [{ name: 'router', required: false, suggests: 'router' }],
  role: 'viewer',
  async run({ args, asker, say }, context) {
    const { id, name } = await findRouter(args.router, context);
    return queued({ kind: 'report', asker, routerId: id }, say('working.look', { router: name }));
  },
};
