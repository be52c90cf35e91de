import { type Button, button } from '../src/model/button.ts';
import { fail } from '../src/model/failure.ts';
import { type Block, code, type Reply, text } from '../src/model/message.ts';
import type { HostKey, Target } from '../src/model/router.ts';
import type { Handler } from '../src/queue/handler.ts';
import { formatTarget } from '../src/ssh/address.ts';
import { readHostKey } from '../src/ssh/host-key.ts';
import { fingerprintScript } from '../src/ssh/key-line.ts';
import type { Say } from '../src/words/words.ts';
import { audited } from './steps/audit.ts';
import { painter } from './steps/painter.ts';

const shown = ({ type, sha256 }: HostKey): string => `${type}\n${sha256}`;

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
      code(fingerprintScript, say('register.compare')),
    ],
    buttons: [trust, button('cancel', {}, say('button.cancel'))],
    private: true,
  };
}

/**
 * Shows the host key and waits for **Trust this key**. A known router that shows its trusted key at another address has
 * moved there.
 */
export const register: Handler<'register'> = async (job, context, run) => {
  const { asker, name, target } = job;
  const { store } = context;
  const { final, say } = painter(asker, context, run);
  const known = await store.routers.byName(name);
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
  const isSame = before !== null && before.sha256 === got.sha256;
  const isMoved = known !== null && formatTarget(known) !== formatTarget(target);
  if (isMoved && !isSame) fail({ cause: 'router-exists', name });
  if (!known || !isSame) return final(question(name, target, got, before, say));
  if (isMoved) {
    await store.routers.update(known.id, target);
    await store.watches.wake(known.id);
  }
  await final({
    tone: 'good',
    title: isMoved ? say('register.moved', { router: name }) : say('register.same'),
    blocks: [
      ...(isMoved ? [text(say('register.moved.text', { address: formatTarget(target) }))] : []),
      code(shown(got), name),
    ],
    buttons: [button('diagnose', { router: known.id }, say('button.diagnose'), 'primary')],
  });
};
