import { type Button, button } from '../../model/button.ts';
import { aside, type Block, code, type Reply, text } from '../../model/message.ts';
import type { HostKey } from '../../model/router.ts';
import type { Obstacle } from '../../watch/unreachable.ts';
import { sayAny } from '../../words/words.ts';
import type { ReturnNotice, RouterNotice } from '../state.ts';
import { duration, momentIn } from '../times.ts';
import type { MessageContext } from './context.ts';

type Telling = Pick<MessageContext, 'router' | 'say' | 'zone' | 'mayTrust'>;

/** A router that cannot be watched: which of all things it is, and what to do about it. */
export function unreachableMessage(notice: RouterNotice, telling: Telling): Reply {
  const { router, say, zone } = telling;
  const last = notice.times.at(-1);
  const often: Block[] =
    notice.times.length > 1
      ? [
          aside(
            say('watch.guard.times', {
              n: notice.times.length,
              since: momentIn(notice.times[0]?.since ?? 0, zone),
            }),
          ),
        ]
      : [];
  const held = notice.held ? [aside(say('watch.notice.held'))] : [];
  if (last === undefined || last.until !== null) {
    const { since, until } = { since: last?.since ?? 0, until: last?.until ?? 0 };
    return {
      tone: 'info',
      title: say('unreachable.over.title', { router: router.name, gap: gapOf(since, until, say) }),
      blocks: [text(say('unreachable.over.text', span(since, until, telling))), ...often, ...held],
      buttons: [],
    };
  }
  return {
    tone: 'bad',
    title: say('unreachable.title', { router: router.name }),
    blocks: [
      text(say('unreachable.since', { when: momentIn(last.since, zone) })),
      ...obstacleBlocks(last.obstacle, telling),
      aside(say('unreachable.goes-on')),
      ...often,
      ...held,
    ],
    buttons: buttonsOf(last.obstacle, telling),
  };
}

/** That it is back, for whoever heard that it was not. */
export function returnMessage({ since, until, held }: ReturnNotice, telling: Telling): Reply {
  const { router, say } = telling;
  return {
    tone: 'good',
    title: say('reachable.title', { router: router.name }),
    blocks: [
      text(say('reachable.text', { ...span(since, until, telling), gap: gapOf(since, until, say) })),
      ...(held ? [aside(say('watch.notice.held'))] : []),
    ],
    buttons: [],
  };
}

const gapOf = (since: number, until: number, say: Telling['say']): string =>
  duration((until - since) / 1_000, say);

const span = (since: number, until: number, { zone }: Telling) => ({
  from: momentIn(since, zone),
  to: momentIn(until, zone),
});

const shown = ({ type, sha256 }: HostKey): string => `${type}\n${sha256}`;

/** What is in the way, with the key where it is one, and what to do. */
function obstacleBlocks(
  { reason, address, hostKeys }: Obstacle,
  { router, say, mayTrust }: Telling,
): Block[] {
  const values = { address, router: router.name };
  const what = text(sayAny(say.language, `unreachable.${reason}`, values));
  if (hostKeys === undefined) return [what, text(sayAny(say.language, `unreachable.${reason}.todo`, values))];
  return [
    what,
    code(shown(hostKeys.shown), say('register.now')),
    text(say(mayTrust ? 'unreachable.new-key.todo' : 'unreachable.new-key.owner')),
  ];
}

function buttonsOf({ address, hostKeys }: Obstacle, { router, say, mayTrust }: Telling): Button[] {
  const key = hostKeys?.shown;
  const trust =
    key && mayTrust
      ? [
          button(
            'trust',
            { name: router.name, address, type: key.type, sha256: key.sha256 },
            say('button.trust-new'),
            'danger',
          ),
        ]
      : [];
  return [
    button('check', { router: router.id }, say('button.check-again'), 'primary'),
    ...trust,
    button('watch', { switch: 'off', router: router.id }, say('button.stop-watching')),
  ];
}
