import { mayRun } from '../../src/chat/rights.ts';
import type { Address } from '../../src/model/address.ts';
import { type Button, button } from '../../src/model/button.ts';
import { type Block, text } from '../../src/model/message.ts';
import type { Role } from '../../src/model/person.ts';
import type { WorkerContext } from '../../src/queue/handler.ts';
import type { Say } from '../../src/words/words.ts';

/** That names are hidden in this group, and how they are shown; nothing where they are read anyway. */
export async function hiddenHere(
  to: Address,
  role: Role | null,
  { store }: Pick<WorkerContext, 'store'>,
  say: Say,
): Promise<{ blocks: Block[]; buttons: Button[] }> {
  if (to.group !== true || (await store.chats.showsNames(to))) return { blocks: [], buttons: [] };
  const show = button('names', { show: 'shown' }, say('button.show-names'));
  return { blocks: [text(say('watch.on.hidden'))], buttons: mayRun(role, 'owner') ? [show] : [] };
}
