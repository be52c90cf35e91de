import { answer, type Command } from '../../src/chat/command.ts';
import { button } from '../../src/model/button.ts';
import { fail } from '../../src/model/failure.ts';
import { text } from '../../src/model/message.ts';
import { type Role, roleSchema } from '../../src/model/person.ts';
import { plainName } from '../../src/model/plain.ts';
import { readPerson } from '../shared/person.ts';

/** What a name in `/people` stands for, and a contact that is sent: one person, and what they may do. */
export const person: Command = {
  name: 'person',
  args: [
    { name: 'person', required: false },
    { name: 'name', required: false, rest: true },
  ],
  role: 'owner',
  hidden: true,
  async run({ args, call, person: asking, say }, { store }) {
    if (args.person === undefined) return fail({ cause: 'contact-unknown' });
    const account = readPerson(args.person, call.to.platform);
    const { role, name, accounts } = await store.people.of(account);
    const given = name === account ? (plainName(args.name ?? '') ?? account) : name;
    const fields = [{ name: say('person.account'), value: accounts.join(' · ') }];
    if (role === null)
      return answer({
        tone: 'info',
        title: say('person.new.title', { name: given }),
        blocks: [{ kind: 'fields', fields }, text(say('person.new.text'))],
        buttons: [
          button('allow', { person: account, role: 'operator' }, say('button.allow.operator')),
          button('allow', { person: account, role: 'viewer' }, say('button.allow.viewer')),
          button('cancel', {}, say('button.cancel')),
        ],
        private: true,
      });
    const isSelf = asking.accounts.includes(account);
    const make = (to: Role) =>
      button('allow', { person: account, role: to }, say('button.make', { role: say(`role.${to}`) }));
    return answer({
      tone: 'info',
      title: say('person.title', { name: given, role: say(`role.${role}`) }),
      blocks: [{ kind: 'fields', fields }, text(say(`allow.${role}`))],
      buttons: [
        ...roleSchema.options.filter((one) => one !== role && !isSelf).map(make),
        ...(isSelf ? [] : [button('deny', { person: account }, say('button.deny'), 'danger')]),
        button('people', {}, say('button.people')),
      ],
      private: true,
    });
  },
};
