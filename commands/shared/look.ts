import { phonesBehind } from '../../src/chat/choose.ts';
import { type Ask, type CommandContext, type Outcome, queued } from '../../src/chat/command.ts';
import type { JobOf } from '../../src/model/job.ts';
import type { Router } from '../../src/model/router.ts';
import { findRouter } from './find-router.ts';
import { phoneNamed } from './test-phone.ts';

/**
 * Where to look, and for which phone. Where no router is called so, what was typed may be a phone that was seen behind
 * one: `/diagnose Annas-iPhone`.
 */
async function meant(
  { args }: Ask,
  context: CommandContext,
): Promise<{ router: Router; device: string | undefined }> {
  const { router, device } = args;
  if (router === undefined) return { router: await findRouter(undefined, context), device };
  const routers = await context.store.routers.list();
  const isRouter = routers.some(
    ({ id, name }) => id === router || name.toLowerCase() === router.toLowerCase(),
  );
  const typed = [router, ...(device === undefined ? [] : [device])].join(' ');
  const phone = isRouter ? undefined : phoneNamed(typed, await phonesBehind(routers, context.store));
  return phone
    ? { router: phone.router, device: typed }
    : { router: await findRouter(router, context), device };
}

/** Queues a look at the router, and says so at once. Shared by `/diagnose`, `/fix` and the plain-language entry. */
export async function look(
  ask: Ask,
  context: CommandContext,
  intent: JobOf<'diagnose'>['intent'],
): Promise<Outcome> {
  const { router, device } = await meant(ask, context);
  return queued(
    { kind: 'diagnose', asker: ask.asker, routerId: router.id, intent, ...(device ? { device } : {}) },
    ask.say('working.look', { router: router.name }),
  );
}
