import { choose, phonesBehind } from '../src/chat/choose.ts';
import { answer, type Command } from '../src/chat/command.ts';
import { fail } from '../src/model/failure.ts';
import { lookForPhones, phoneCalled, testOneOf, testThis } from './shared/test-phone.ts';

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
    const seen = await phonesBehind(routers, context.store);
    if (args.device) return testThis(phoneCalled(args.device, seen), ask, context);
    if (seen.length > 0) return testOneOf(seen, ask, context);
    if (others.length === 0) return lookForPhones(first, ask);
    const line = { name: 'test-phone', args: { how: 'here' } };
    const question = await choose({ what: 'router', line, page: 1 }, context.store, say);
    return answer({ ...question, title: say('test.choose.router.title') });
  },
};
