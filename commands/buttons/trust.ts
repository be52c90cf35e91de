import { answer, type Command } from '../../src/chat/command.ts';
import { trustRouter } from '../../src/chat/trust-router.ts';
import { button } from '../../src/model/button.ts';
import { code, text } from '../../src/model/message.ts';
import { parseTarget } from '../../src/ssh/address.ts';
import { keyLine } from '../../src/ssh/key-line.ts';

/** What **Trust this key** stands for: from now on this key and no other is accepted for this router. */
export const trust: Command = {
  name: 'trust',
  args: ['name', 'address', 'type', 'sha256'].map((name) => ({ name, required: true })),
  role: 'owner',
  hidden: true,
  async run({ args, call, person, say }, { store, publicKey, now }) {
    const { name = '', address = '', type = '', sha256 = '' } = args;
    const { account, personName } = call;
    const seen = { name, target: parseTarget(address), hostKey: { type, sha256 } };
    const id = await trustRouter(store, seen, { owner: person.id, account, personName }, now());
    return answer({
      tone: 'good',
      title: say('trust.title', { router: name }),
      blocks: [
        text(say('trust.text')),
        code(keyLine(publicKey), say('trust.caption')),
        text(say('trust.luci')),
      ],
      buttons: [
        button('login', { router: id }, say('button.login'), 'primary'),
        button('diagnose', { router: id }, say('button.diagnose')),
      ],
    });
  },
};
