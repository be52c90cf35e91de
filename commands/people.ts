import { answer, type Command } from '../src/chat/command.ts';
import { button } from '../src/model/button.ts';
import { text } from '../src/model/message.ts';
import { type Person, type Role, roleSchema } from '../src/model/person.ts';
import { shorten } from '../src/model/plain.ts';
import { listPage, pageArg } from './shared/list-pages.ts';

const roles: readonly (Role | null)[] = roleSchema.options;

/** Owners first, then by name. */
const inOrder = (a: Person, b: Person): number =>
  roles.indexOf(a.role) - roles.indexOf(b.role) || a.name.localeCompare(b.name);

/** Everybody who may use the bot, each with a button that leads to what they may do. */
export const people: Command = {
  name: 'people',
  args: [pageArg],
  role: 'owner',
  async run({ args, call, person: asking, say }, { store }) {
    const all = (await store.people.list()).filter(({ role }) => role !== null).sort(inOrder);
    const { items, of, turns } = listPage(
      all,
      args.page,
      (page, label) => button('people', { page }, label),
      say,
    );
    const first = items[0] === undefined ? 0 : all.indexOf(items[0]);
    const may = ({ id, role }: Person): string => {
      const word = say(`role.${role ?? 'viewer'}`);
      return id === asking.id ? say('people.you', { role: word }) : word;
    };
    const { platform } = call.to;
    return answer({
      tone: 'info',
      title: say('people.title', { n: all.length }) + of,
      blocks: [
        {
          kind: 'fields',
          fields: items.map((one, at) => ({
            name: `${first + at + 1}. ${one.name}`,
            value: [may(one), ...one.accounts.filter((account) => account !== one.name)].join(' · '),
          })),
        },
        text(say('people.hint')),
        text(say(`people.add.${platform}`)),
      ],
      buttons: [
        ...items.flatMap(({ accounts: [account], name }, at) =>
          account === undefined
            ? []
            : [button('person', { person: account }, `${first + at + 1}. ${shorten(name, 24)}`)],
        ),
        ...turns,
      ],
      private: true,
    });
  },
};
