import { answer, type Command } from '../src/command.ts';
import { text } from '../src/reply.ts';
import { findRouter } from './find-router.ts';

/** Forgets a router. What was applied on it stays there, and is said. */
export const routerRemove: Command = {
  name: 'router remove',
  args: [{ name: 'router', required: true, suggests: 'router' }],
  role: 'owner',
  async run({ args, call, say }, desk) {
    const router = await findRouter(args.router, desk);
    const applied = await desk.store.plans.applied(router.id);
    if (applied) {
      return answer({
        tone: 'unsure',
        title: say('remove.applied.title', { router: router.name }),
        blocks: [text(say('remove.applied.text'))],
        buttons: [
          { label: say('button.revert'), style: 'danger', command: `undo ${router.id}` },
          { label: say('button.remove-anyway'), style: 'secondary', command: `forget ${router.id}` },
        ],
      });
    }
    return forget(router.id, router.name, { call, say }, desk);
  },
};

type Asking = Pick<Parameters<Command['run']>[0], 'call' | 'say'>;

/** Takes the router out of the store, with its line in the history. */
export async function forget(
  id: string,
  name: string,
  { call, say }: Asking,
  { store, now }: Parameters<Command['run']>[1],
) {
  const entry = {
    at: now(),
    routerId: id,
    routerName: name,
    account: call.account,
    personName: call.personName,
    action: 'remove' as const,
  };
  await store.history.write({ ...entry, phase: 'start', outcome: '' });
  const removed = await store.routers.remove(id);
  await store.history.write({ ...entry, phase: 'end', outcome: removed ? 'ok' : 'failed' });
  return answer({
    tone: 'info',
    title: say('remove.done', { router: name }),
    blocks: [text(say('remove.key'))],
    buttons: [],
  });
}
