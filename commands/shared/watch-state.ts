import { type Ask, answer, type CommandContext, type Outcome } from '../../src/chat/command.ts';
import { mayRun } from '../../src/chat/rights.ts';
import { chatId } from '../../src/model/address.ts';
import { type Button, button } from '../../src/model/button.ts';
import { fail } from '../../src/model/failure.ts';
import { list } from '../../src/model/message.ts';

/** What is watched for this chat, and buttons that change it. */
export async function watchState({ call, person, say }: Ask, { store }: CommandContext): Promise<Outcome> {
  const routers = await store.routers.list();
  if (routers.length === 0) return fail({ cause: 'no-router' });
  const states = await Promise.all(
    routers.map(async ({ id, name }) => {
      const here = (await store.watches.of(id)).find(({ to }) => chatId(to) === chatId(call.to));
      const on = here?.keepFixed ? ('kept' as const) : ('on' as const);
      return { id, name, is: here === undefined ? ('off' as const) : on };
    }),
  );
  const buttons = states.flatMap(({ id, name, is }): Button[] => {
    const keep = button(
      'watch',
      { switch: 'on', router: id, 'keep-fixed': 'yes' },
      say('button.keep-fixed', { router: name }),
    );
    const other = is === 'off' ? 'on' : 'off';
    return [
      button('watch', { switch: other, router: id }, say(`button.watch-${other}`, { router: name })),
      ...(is === 'on' && mayRun(person.role, 'owner') ? [keep] : []),
    ];
  });
  return answer({
    tone: 'info',
    title: say('set.watch.title'),
    blocks: [list(states.map(({ name, is }) => say(`set.watch.${is}`, { router: name })))],
    buttons,
  });
}
