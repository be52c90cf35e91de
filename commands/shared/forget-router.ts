import { type Ask, answer, type CommandContext } from '../../src/chat/command.ts';
import { text } from '../../src/model/message.ts';

type Asking = Pick<Ask, 'call' | 'say'>;

/** Takes the router out of the store, with its line in the history. */
export async function forgetRouter(
  id: string,
  name: string,
  { call, say }: Asking,
  { store, now }: CommandContext,
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
  await store.watches.forget(id);
  await store.history.write({ ...entry, phase: 'end', outcome: removed ? 'ok' : 'failed' });
  return answer({
    tone: 'info',
    title: say('remove.done', { router: name }),
    blocks: [text(say('remove.key'))],
    buttons: [],
  });
}
