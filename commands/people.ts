import { answer, type Command } from '../src/chat/command.ts';
import { type Button, button } from '../src/model/button.ts';
import { text } from '../src/model/message.ts';
import type { Person, Role } from '../src/model/person.ts';
import { shorten } from '../src/model/plain.ts';
import type { Say } from '../src/words/words.ts';

/** People of a page: a phone screen of buttons. */
const pageSize = 8;

const roles: readonly (Role | null)[] = ['owner', 'operator', 'viewer'];

/** Owners first, then by name. */
const inOrder = (a: Person, b: Person): number =>
  roles.indexOf(a.role) - roles.indexOf(b.role) || a.name.localeCompare(b.name);

function turning(page: number, pages: number, say: Say): Button[] {
  return [
    ...(page > 1 ? [button('people', { page: String(page - 1) }, say('button.back'))] : []),
    ...(page < pages ? [button('people', { page: String(page + 1) }, say('button.next'))] : []),
  ];
}

/** Everybody who may use the bot, each with a button that leads to what they may do. */
export const people: Command = {
  name: 'people',
  args: [{ name: 'page', required: false }],
  role: 'owner',
  async run({ args, call, person: asking, say }, { store }) {
    const all = (await store.people.list()).filter(({ role }) => role !== null).sort(inOrder);
    const pages = Math.max(1, Math.ceil(all.length / pageSize));
    const page = Math.min(pages, Math.max(1, Math.trunc(Number(args.page)) || 1));
    const first = (page - 1) * pageSize;
    const shown = all.slice(first, first + pageSize);
    const may = ({ id, role }: Person): string => {
      const word = say(`role.${role ?? 'viewer'}`);
      return id === asking.id ? say('people.you', { role: word }) : word;
    };
    const { platform } = call.to;
    return answer({
      tone: 'info',
      title:
        pages > 1
          ? say('people.page', { n: all.length, page, pages })
          : say('people.title', { n: all.length }),
      blocks: [
        {
          kind: 'fields',
          fields: shown.map((one, at) => ({
            name: `${first + at + 1}. ${one.name}`,
            value: [may(one), ...one.accounts.filter((account) => account !== one.name)].join(' · '),
          })),
        },
        text(say('people.hint')),
        text(say(`people.add.${platform}`)),
      ],
      buttons: [
        ...shown.flatMap(({ accounts: [account], name }, at) =>
          account === undefined
            ? []
            : [button('person', { person: account }, `${first + at + 1}. ${shorten(name, 24)}`)],
        ),
        ...turning(page, pages, say),
      ],
      private: true,
    });
  },
};
