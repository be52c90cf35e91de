import { answer, type Command } from '../src/chat/command.ts';
import { fail } from '../src/model/failure.ts';
import { text } from '../src/model/message.ts';
import { readPerson } from './shared/person.ts';

export const deny: Command = {
  name: 'deny',
  args: [{ name: 'person', required: true, suggests: 'account' }],
  role: 'owner',
  async run({ args, call, person, say }, { store }) {
    const account = readPerson(args.person ?? '', call.to.platform);
    // An owner who locks everybody out could only be let in again by hand.
    if (person.accounts.includes(account)) fail({ cause: 'deny-self' });
    await store.people.setRole(account, null);
    return answer({
      tone: 'info',
      title: say('deny.title', { person: account }),
      blocks: [text(say('deny.text'))],
      buttons: [],
    });
  },
};
