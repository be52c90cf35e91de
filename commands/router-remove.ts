import { type Ask, answer, type Command, type CommandContext } from '../src/chat/command.ts';
import { type Button, button } from '../src/model/button.ts';
import { list, text } from '../src/model/message.ts';
import type { Router } from '../src/model/router.ts';
import { findRouter } from './shared/find-router.ts';

/** Asks before a router is forgotten, and says what goes with it; the press does it. */
export const routerRemove: Command = {
  name: 'router remove',
  args: [{ name: 'router', required: true, suggests: 'router' }],
  role: 'owner',
  async run(ask, context) {
    const router = await findRouter(ask.args.router, context);
    const { say } = ask;
    const isCured = (await context.store.plans.applied(router.id)).length > 0;
    const lost = await lostWith(router, isCured, ask, context);
    const revert: Button[] = isCured ? [button('undo', { router: router.id }, say('button.revert'))] : [];
    return answer({
      tone: isCured ? 'unsure' : 'info',
      title: say('remove.ask.title', { router: router.name }),
      blocks: [text(say('remove.ask.text')), ...(lost.length > 0 ? [list(lost)] : [])],
      buttons: [
        ...revert,
        button('forget', { router: router.id }, say('button.remove'), 'danger'),
        button('cancel', {}, say('button.cancel')),
      ],
    });
  },
};

/** What removing a router ends, beside its registration. */
async function lostWith(
  { id }: Router,
  isCured: boolean,
  { say }: Ask,
  { store }: CommandContext,
): Promise<string[]> {
  const n = (await store.watches.of(id)).length;
  return [
    ...(isCured ? [say('remove.ask.applied')] : []),
    ...(n > 0 ? [say('remove.ask.watched', { n })] : []),
  ];
}
