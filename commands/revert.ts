import { answer, type Command } from '../src/chat/command.ts';
import { button } from '../src/model/button.ts';
import { text } from '../src/model/message.ts';
import { findRouter } from './shared/find-router.ts';

/** Asks before anything is taken back; the press does it. */
export const revert: Command = {
  name: 'revert',
  args: [{ name: 'router', required: false, suggests: 'router' }],
  role: 'operator',
  async run({ args, say }, context) {
    const router = await findRouter(args.router, context);
    return answer({
      tone: 'info',
      title: say('revert.ask.title', { router: router.name }),
      blocks: [text(say('revert.ask.text'))],
      buttons: [
        button('undo', { router: router.id }, say('button.revert'), 'danger'),
        button('cancel', {}, say('button.cancel')),
      ],
    });
  },
};
