import type { Command } from '../src/chat/command.ts';
import { roleSchema } from '../src/model/person.ts';
import { readPerson } from './shared/person.ts';
import { letIn } from './shared/welcome.ts';

/** Lets a person in, or changes what they may do. */
export const allow: Command = {
  name: 'allow',
  args: [
    { name: 'person', required: true, suggests: 'account' },
    { name: 'role', required: true, choices: roleSchema.options },
  ],
  role: 'owner',
  async run(ask, context) {
    const account = readPerson(ask.args.person ?? '', ask.call.to.platform);
    return letIn(account, roleSchema.parse(ask.args.role), ask, context);
  },
};
