import type { Ask, CommandContext } from '../../src/chat/command.ts';
import { mayRun } from '../../src/chat/rights.ts';
import { type Button, button } from '../../src/model/button.ts';
import { type Block, text } from '../../src/model/message.ts';

/** That names are hidden in this group, and how they are shown; nothing where they are read anyway. */
export async function hiddenHere(
  { call, person, say }: Ask,
  { store }: CommandContext,
): Promise<{ blocks: Block[]; buttons: Button[] }> {
  if (call.to.group !== true || (await store.chats.showsNames(call.to))) return { blocks: [], buttons: [] };
  const show = button('names', { show: 'shown' }, say('button.show-names'));
  return {
    blocks: [text(say('watch.on.hidden'))],
    buttons: mayRun(person.role, 'owner') ? [show] : [],
  };
}
