import { answer, type Command } from '../src/chat/command.ts';
import { text } from '../src/model/message.ts';
import type { Role } from '../src/model/person.ts';
import { readPerson } from './shared/person.ts';

export const allow: Command = {
  name: 'allow',
  args: [
    { name: 'person', required: true, suggests: 'account' },
    { name: 'role', required: true, choices: ['operator', 'viewer'] },
  ],
  role: 'owner',
  async run({ args, call, say }, { store }) {
    const account = readPerson(args.person ?? '', call.to.platform);
    const role: Role = args.role === 'operator' ? 'operator' : 'viewer';
    await store.people.setRole(account, role);
    return answer({
      tone: 'good',
      title: say('allow.title', { person: account, role: say(`role.${role}`) }),
      blocks: [text(say(`allow.${role}`))],
      buttons: [],
    });
  },
};
