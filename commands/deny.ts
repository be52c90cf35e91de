import { answer, type Command } from '../src/chat/command.ts';
import { button } from '../src/model/button.ts';
import { fail } from '../src/model/failure.ts';
import { text } from '../src/model/message.ts';
import { readPerson } from './shared/person.ts';
import { calledBy } from './shared/welcome.ts';

export const deny: Command = {
  name: 'deny',
  args: [{ name: 'person', required: true, suggests: 'account' }],
  role: 'owner',
  async run({ args, call, person, say }, { store }) {
    const account = readPerson(args.person ?? '', call.to.platform);
    // An owner who locks everybody out could only be let in again by hand.
    if (person.accounts.includes(account)) fail({ cause: 'deny-self' });
    if (!(await store.people.setRole(account, null))) fail({ cause: 'last-owner' });
    const denied = calledBy(await store.people.of(account), account);
    return answer({
      tone: 'info',
      title: say('deny.title', { person: denied }),
      blocks: [text(say('deny.text'))],
      buttons: [button('people', {}, say('button.people'))],
    });
  },
};
