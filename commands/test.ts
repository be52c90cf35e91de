import { answer, type Command } from '../src/chat/command.ts';
import { button } from '../src/model/button.ts';
import { fail } from '../src/model/failure.ts';
import { lookForPhones, phoneCalled, phonesBehind, testOneOf, testThis } from './shared/test-phone.ts';

/** Sends a notification to this chat and times its way to a phone. */
export const test: Command = {
  name: 'test',
  args: [{ name: 'device', required: false, rest: true, suggests: 'device' }],
  role: 'operator',
  async run(ask, context) {
    const { args, say } = ask;
    const routers = await context.store.routers.list();
    const [first, ...others] = routers;
    if (first === undefined) return fail({ cause: 'no-router' });
    const seen = await phonesBehind(routers, context);
    if (args.device) return testThis(phoneCalled(args.device, seen), ask, context);
    if (seen.length > 0) return testOneOf(seen, ask, context);
    if (others.length === 0) return lookForPhones(first, ask);
    return answer({
      tone: 'info',
      title: say('test.choose.router.title'),
      blocks: [],
      buttons: routers
        .slice(0, 8)
        .map(({ id, name }) => button('test-phone', { router: id, how: 'here' }, name)),
    });
  },
};
