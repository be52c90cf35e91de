import type { Command } from '../src/chat/command.ts';
import { link } from './link.ts';
import { waysIn } from './shared/help-reply.ts';

/** Telegram's first word. A payload is a link code from a deep link. */
export const start: Command = {
  name: 'start',
  args: [{ name: 'code', required: false }],
  role: 'anyone',
  hidden: true,
  run: (ask, context) => (ask.args.code ? link.run(ask, context) : waysIn(ask, context)),
};
