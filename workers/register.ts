import { type Button, button } from '../src/model/button.ts';
import { type Block, code, type Reply, text } from '../src/model/message.ts';
import type { HostKey, Target } from '../src/model/router.ts';
import type { Handler } from '../src/queue/handler.ts';
import { formatTarget } from '../src/ssh/address.ts';
import { readHostKey } from '../src/ssh/host-key.ts';
import type { Say } from '../src/words/words.ts';
import { audited } from './steps/audit.ts';
import { painter } from './steps/painter.ts';

const shown = ({ type, sha256 }: HostKey): string => `${type}\n${sha256}`;

/** Prints the fingerprints of the keys a router has: dropbear's files, else OpenSSH's. */
const compareScript =
  'for f in /etc/dropbear/dropbear_*_host_key; do dropbearkey -y -f $f | grep -i fingerprint; done; for f in /etc/ssh/ssh_host_*_key.pub; do ssh-keygen -l -f $f; done 2>/dev/null';

function question(name: string, target: Target, got: HostKey, before: HostKey | null, say: Say): Reply {
  const address = formatTarget(target);
  const trust: Button = button(
    'trust',
    { name, address, type: got.type, sha256: got.sha256 },
    say('button.trust'),
    before ? 'danger' : 'primary',
  );
  const changed: Block[] = before
    ? [text(say('register.changed')), code(shown(before), say('register.before'))]
    : [];
  return {
    tone: before ? 'bad' : 'info',
    title: say('register.title'),
    blocks: [
      text(say('register.text', { address })),
      ...changed,
      code(shown(got), before ? say('register.now') : name),
      code(compareScript, say('register.compare')),
    ],
    buttons: [trust, button('cancel', {}, say('button.cancel'))],
    private: true,
  };
}

/** Shows the host key and waits for **Trust this key**. */
export const register: Handler<'register'> = async (job, context, run) => {
  const { asker, name, target } = job;
  const paint = painter(asker, context, run);
  const known = await context.store.routers.byName(name);
  const router = { id: known?.id ?? '', name };
  const got = await audited(context, asker, router, { action: 'register' }, async () => {
    const { type, sha256 } = await readHostKey(target, {
      limited: true,
      allow: context.allow,
      signal: run.signal,
    });
    return { outcome: 'ok', result: { type, sha256 } };
  });
  const before = known?.hostKey ?? null;
  const same = before !== null && before.sha256 === got.sha256;
  await paint.final(
    known && same
      ? {
          tone: 'good',
          title: paint.say('register.same'),
          blocks: [code(shown(got), name)],
          buttons: [button('diagnose', { router: known.id }, paint.say('button.diagnose'), 'primary')],
        }
      : question(name, target, got, before, paint.say),
  );
};
