import { answer, type Command } from '../../src/chat/command.ts';
import { button } from '../../src/model/button.ts';
import { text } from '../../src/model/message.ts';
import { roleSchema } from '../../src/model/person.ts';
import { readPerson } from '../shared/person.ts';
import { calledBy, letIn } from '../shared/welcome.ts';

/** What **Allow as operator** and **Allow as viewer** under a stranger's request stand for: it never takes rights away. */
export const admit: Command = {
  name: 'admit',
  args: [
    { name: 'person', required: true },
    { name: 'role', required: true, choices: ['operator', 'viewer'] },
  ],
  role: 'owner',
  hidden: true,
  async run(ask, context) {
    const { args, call, say } = ask;
    const account = readPerson(args.person ?? '', call.to.platform);
    const known = await context.store.people.of(account);
    if (known.role === null) return letIn(account, roleSchema.parse(args.role), ask, context);
    return answer({
      tone: 'info',
      title: say('admit.already', { person: calledBy(known, account), role: say(`role.${known.role}`) }),
      blocks: [text(say('admit.already.text'))],
      buttons: [button('people', {}, say('button.people'))],
    });
  },
};
