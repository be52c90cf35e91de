import { answer, type Command } from '../../src/chat/command.ts';
import { chatOf } from '../../src/model/address.ts';
import { fail } from '../../src/model/failure.ts';
import { muteInChat } from '../../src/notices/mute.ts';
import { findRouter } from '../shared/find-router.ts';

/** What **Mute 24 h** stands for: no notices about this phone in this chat for a day. `off` ends it. */
export const mute: Command = {
  name: 'mute',
  args: [
    { name: 'router', required: true },
    { name: 'phone', required: true },
    { name: 'off', required: false },
  ],
  role: 'operator',
  hidden: true,
  async run({ args, call, say }, context) {
    const router = await findRouter(args.router, context);
    const repainted = await muteInChat(
      { router, to: chatOf(call.to), phone: args.phone ?? '', isOff: args.off === 'off', say },
      context,
    );
    return answer(repainted ?? fail({ cause: 'press-gone' }));
  },
};
