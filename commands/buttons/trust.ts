import { randomBytes } from 'node:crypto';
import { answer, type Command } from '../../src/chat/command.ts';
import { button } from '../../src/model/button.ts';
import { fail } from '../../src/model/failure.ts';
import { code, text } from '../../src/model/message.ts';
import { formatTarget, parseTarget } from '../../src/ssh/address.ts';
import { keyLine } from '../../src/ssh/key-line.ts';

/** What **Trust this key** stands for: from now on this key and no other is accepted for this router. */
export const trust: Command = {
  name: 'trust',
  args: ['name', 'address', 'type', 'sha256'].map((name) => ({ name, required: true })),
  role: 'owner',
  hidden: true,
  async run({ args, call, person, say }, { store, publicKey, now }) {
    const { name = '', address = '', type = '', sha256 = '' } = args;
    const target = parseTarget(address);
    const hostKey = { type, sha256 };
    const known = await store.routers.byName(name);
    if (known && formatTarget(known) !== formatTarget(target)) fail({ cause: 'router-exists', name });
    const id = known?.id ?? randomBytes(6).toString('hex');
    const added = known
      ? await store.routers.update(id, { hostKey })
      : await store.routers.add({
          id,
          name,
          owner: person.id,
          ...target,
          hostKey,
          addedAt: now(),
          lastSeenAt: null,
        });
    if (!added) fail({ cause: 'router-exists', name });
    const entry = {
      at: now(),
      routerId: id,
      routerName: name,
      account: call.account,
      personName: call.personName,
      action: 'trust' as const,
    };
    await store.history.write({ ...entry, phase: 'start', outcome: sha256 });
    await store.history.write({ ...entry, phase: 'end', outcome: 'ok' });
    return answer({
      tone: 'good',
      title: say('trust.title', { router: name }),
      blocks: [
        text(say('trust.text')),
        code(keyLine(publicKey), say('trust.caption')),
        text(say('trust.luci')),
      ],
      buttons: [button('diagnose', { router: id }, say('button.diagnose'), 'primary')],
    });
  },
};
