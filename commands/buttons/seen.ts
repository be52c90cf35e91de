import type { Command } from '../../src/chat/command.ts';
import { fail } from '../../src/model/failure.ts';
import { detailsOf } from '../../src/notices/messages/details.ts';
import { findRouter } from '../shared/find-router.ts';

/** What **Details** under a notice stands for: the phone's connection as a picture, and the router's own lines. */
export const seen: Command = {
  name: 'seen',
  args: [
    { name: 'router', required: true },
    { name: 'phone', required: true },
    { name: 'at', required: true },
  ],
  role: 'viewer',
  hidden: true,
  async run({ args, call, person, say }, context) {
    const router = await findRouter(args.router, context);
    const zone = await context.store.notices.zoneOf(person.id, call.to);
    const reply = await detailsOf(
      { router, phone: args.phone ?? '', eventId: args.at ?? '', zone, say },
      context,
    );
    return { kind: 'reply', reply: reply ?? fail({ cause: 'press-gone' }), apart: true };
  },
};
