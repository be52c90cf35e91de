import type { Command } from '../src/chat/command.ts';
import { fail } from '../src/model/failure.ts';
import { routerName } from '../src/model/router.ts';
import { formatTarget, parseTarget } from '../src/ssh/address.ts';

/** Connects and shows the host key; nothing secret is sent before **Trust this key**. */
export const routerAdd: Command = {
  name: 'router add',
  args: [
    { name: 'name', required: true },
    { name: 'address', required: true },
  ],
  role: 'owner',
  async run({ args, asker, say }, { store }) {
    const { name = '', address = '' } = args;
    if (!routerName.test(name)) fail({ cause: 'router-name', name });
    const target = parseTarget(address);
    const known = await store.routers.byName(name);
    if (known && formatTarget(known) !== formatTarget(target)) fail({ cause: 'router-exists', name });
    return {
      kind: 'job',
      job: { kind: 'register', asker, name, target },
      working: {
        tone: 'working',
        title: say('working.register', { host: target.host }),
        blocks: [],
        buttons: [],
      },
    };
  },
};
