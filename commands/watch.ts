import { answer, type Command } from '../src/chat/command.ts';
import { mayRun } from '../src/chat/rights.ts';
import { chatOf } from '../src/model/address.ts';
import { fail } from '../src/model/failure.ts';
import { aside, text } from '../src/model/message.ts';
import { findRouter } from './shared/find-router.ts';
import { hiddenHere } from './shared/hidden-here.ts';
import { watchState } from './shared/watch-state.ts';

/** Notices about a router to this chat, from now on or no more; without an argument, what is watched here. */
export const watch: Command = {
  name: 'watch',
  args: [
    { name: 'switch', required: false, choices: ['on', 'off'] },
    { name: 'router', required: false, suggests: 'router' },
    { name: 'keep-fixed', required: false, choices: ['yes'], flag: true },
  ],
  role: 'operator',
  async run(ask, context) {
    const { args, asker, call, person, say } = ask;
    const { store, now } = context;
    if (args.switch === undefined) return watchState(ask, context);
    const router = await findRouter(args.router, context);
    const to = chatOf(call.to);
    const keepFixed = args['keep-fixed'] !== undefined;
    // Changing a router without asking is for its owner to allow.
    if (keepFixed && !mayRun(person.role, 'owner')) fail({ cause: 'not-allowed', needs: say('role.owner') });
    const entry = {
      at: now(),
      routerId: router.id,
      routerName: router.name,
      account: call.account,
      personName: call.personName,
      action: 'watch' as const,
    };
    await store.history.write({ ...entry, phase: 'start', outcome: '' });
    if (args.switch === 'off') {
      const was = await store.watches.remove(router.id, to);
      await store.history.write({ ...entry, phase: 'end', outcome: 'off' });
      return answer({
        tone: 'info',
        title: say(was ? 'watch.off.title' : 'watch.off.none', { router: router.name }),
        blocks: [text(say('watch.off.text'))],
        buttons: [],
      });
    }
    await store.watches.put({
      routerId: router.id,
      to,
      account: call.account,
      language: asker.language,
      keepFixed,
      since: now(),
    });
    await store.history.write({ ...entry, phase: 'end', outcome: 'on' });
    const { quiet } = await store.notices.hours(person.id);
    const hidden = await hiddenHere(ask, context);
    return answer({
      tone: 'good',
      title: say('watch.on.title', { router: router.name }),
      blocks: [
        text(say('watch.on.text')),
        text(say(keepFixed ? 'watch.on.keep-fixed' : 'watch.on.ask-first')),
        ...(quiet ? [] : [aside(say('watch.on.quiet'))]),
        ...hidden.blocks,
      ],
      buttons: hidden.buttons,
    });
  },
};
