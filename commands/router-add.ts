import {
  type Ask,
  answer,
  type Command,
  type CommandContext,
  type Outcome,
  queued,
} from '../src/chat/command.ts';
import { button, buttonOf } from '../src/model/button.ts';
import { fail } from '../src/model/failure.ts';
import { code, text } from '../src/model/message.ts';
import { routerName } from '../src/model/router.ts';
import { formatTarget, rootTarget } from '../src/ssh/address.ts';

/** Names to choose from that no router has yet, at most three. */
async function freeNames({ say }: Ask, { store }: CommandContext): Promise<string[]> {
  const usual = say('add.names').split(' ');
  const taken = new Set((await store.routers.list()).map(({ name }) => name.toLowerCase()));
  const numbered = Array.from({ length: taken.size + 1 }, (_, at) => `${usual[0]}-${at + 2}`);
  return [...usual, ...numbered].filter((name) => !taken.has(name.toLowerCase())).slice(0, 3);
}

/** An address alone: what to call the router is asked by buttons. Nothing at all: its address is asked for. */
async function askFor(ask: Ask, context: CommandContext): Promise<Outcome> {
  const { args, say } = ask;
  const { name } = args;
  const typed = args.address ?? (name !== undefined && /[.:@]/.test(name) ? name : undefined);
  if (typed === undefined)
    return answer({
      tone: 'info',
      title: name === undefined ? say('add.address.title') : say('add.address.of', { router: name }),
      blocks: [text(say('add.address.text')), code(`/router add ${name ?? 'home'} 192.168.1.1`)],
      buttons: [button('router key', {}, say('button.key'))],
    });
  const address = formatTarget(rootTarget(typed));
  const known = (await context.store.routers.list()).find((router) => formatTarget(router) === address);
  if (known)
    return answer({
      tone: 'info',
      title: say('add.known.title', { router: known.name }),
      blocks: [],
      buttons: [button('diagnose', { router: known.id }, say('button.diagnose'), 'primary')],
      private: true,
    });
  const names = await freeNames(ask, context);
  return answer({
    tone: 'info',
    title: say('add.name.title', { address }),
    blocks: [text(say('add.name.text'))],
    buttons: [
      ...names.map((one, at) =>
        buttonOf(
          { command: 'router add', args: { name: one, address } },
          one,
          at === 0 ? 'primary' : 'secondary',
        ),
      ),
      button('cancel', {}, say('button.cancel')),
    ],
    private: true,
  });
}

/** Connects and shows the host key; nothing secret is sent before **Trust this key**. */
export const routerAdd: Command = {
  name: 'router add',
  args: [
    { name: 'name', required: true },
    { name: 'address', required: true },
  ],
  role: 'owner',
  ask: askFor,
  async run({ args, asker, say }) {
    const { name = '', address = '' } = args;
    if (!routerName.test(name)) fail({ cause: 'router-name', name });
    const target = rootTarget(address);
    return queued({ kind: 'register', asker, name, target }, say('working.register', { host: target.host }));
  },
};
