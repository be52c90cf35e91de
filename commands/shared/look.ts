import type { Ask, Desk, Outcome } from '../../src/model/command.ts';
import type { JobOf } from '../../src/model/job.ts';
import { findRouter } from './find-router.ts';

/** Queues a look at the router, and says so at once. Shared by `/diagnose`, `/fix` and the plain-language entry. */
export async function look(ask: Ask, desk: Desk, intent: JobOf<'diagnose'>['intent']): Promise<Outcome> {
  const router = await findRouter(ask.args.router, desk);
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
