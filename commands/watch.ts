import { type Ask, answer, type Command, type CommandContext, queued } from '../src/chat/command.ts';
import { mayRun } from '../src/chat/rights.ts';
import { chatOf } from '../src/model/address.ts';
import { fail } from '../src/model/failure.ts';
import { text } from '../src/model/message.ts';
import type { Router } from '../src/model/router.ts';
import { findRouter } from './shared/find-router.ts';
import { watchState } from './shared/watch-state.ts';

/**
 * Notices about a router to this chat, from now on or no more; without an argument, what is watched here. Whether it can be
 * watched, a login has to show.
 */
export const watch: Command = {
  name: 'watch',
  args: [
    { name: 'switch', required: false, choices: ['on', 'off'] },
    { name: 'router', required: false, suggests: 'router' },
    { name: 'keep-fixed', required: false, choices: ['yes'], flag: true },
  ],
  role: 'operator',
  async run(ask, context) {
    const { args, asker, person, say } = ask;
    if (args.switch === undefined) return watchState(ask, context);
    const router = await findRouter(args.router, context);
    const keepFixed = args['keep-fixed'] !== undefined;
    // Changing a router without asking is for its owner to allow.
    if (keepFixed && !mayRun(person.role, 'owner')) fail({ cause: 'not-allowed', needs: say('role.owner') });
    if (args.switch === 'off') return stop(router, ask, context);
    return queued(
      { kind: 'watch', asker, routerId: router.id, keepFixed },
      say('working.watch', { router: router.name }),
    );
  },
};

async function stop(router: Router, { call, say }: Ask, { store, now }: CommandContext) {
  const entry = {
    at: now(),
    routerId: router.id,
    routerName: router.name,
    account: call.account,
    personName: call.personName,
    action: 'watch' as const,
  };
  await store.history.write({ ...entry, phase: 'start', outcome: '' });
  const was = await store.watches.remove(router.id, chatOf(call.to));
  await store.history.write({ ...entry, phase: 'end', outcome: 'off' });
  return answer({
    tone: 'info',
    title: say(was ? 'watch.off.title' : 'watch.off.none', { router: router.name }),
    blocks: [text(say('watch.off.text'))],
    buttons: [],
  });
}
