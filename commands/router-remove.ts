import { answer, type Command } from '../src/chat/command.ts';
import { button } from '../src/model/button.ts';
import { text } from '../src/model/message.ts';
import { findRouter } from './shared/find-router.ts';
import { forgetRouter } from './shared/forget-router.ts';

/** Forgets a router. What was applied on it stays there, and is said. */
export const routerRemove: Command = {
  name: 'router remove',
  args: [{ name: 'router', required: true, suggests: 'router' }],
  role: 'owner',
  async run({ args, call, say }, context) {
    const router = await findRouter(args.router, context);
    const applied = await context.store.plans.applied(router.id);
    if (applied.length > 0) {
      return answer({
        tone: 'unsure',
        title: say('remove.applied.title', { router: router.name }),
        blocks: [text(say('remove.applied.text'))],
        buttons: [
          button('undo', { router: router.id }, say('button.revert'), 'danger'),
          button('forget', { router: router.id }, say('button.remove-anyway')),
        ],
      });
    }
    return forgetRouter(router.id, router.name, { call, say }, context);
  },
};
