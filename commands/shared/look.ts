import type { Ask, CommandContext, Outcome } from '../../src/chat/command.ts';
import type { JobOf } from '../../src/model/job.ts';
import { findRouter } from './find-router.ts';

/** Queues a look at the router, and says so at once. Shared by `/diagnose`, `/fix` and the plain-language entry. */
export async function look(
  ask: Ask,
  context: CommandContext,
  intent: JobOf<'diagnose'>['intent'],
): Promise<Outcome> {
  const router = await findRouter(ask.args.router, context);
  const { device } = ask.args;
  return {
    kind: 'job',
    job: { kind: 'diagnose', asker: ask.asker, routerId: router.id, intent, ...(device ? { device } : {}) },
    working: {
      tone: 'working',
      title: ask.say('working.look', { router: router.name }),
      blocks: [],
      buttons: [],
    },
  };
}
