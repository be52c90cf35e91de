import { type Button, button } from '../../model/button.ts';
import { aside, type Block, type Reply, text } from '../../model/message.ts';
import { isWord, sayAny } from '../../words/words.ts';
import type { DriftNotice } from '../state.ts';
import { duration, momentIn } from '../times.ts';
import type { MessageContext } from './context.ts';

/** What became of our rules on a router. */
export function driftMessage(
  { steps, held }: DriftNotice,
  {
    router,
    say,
    zone,
    keepFixed,
    cured,
  }: Pick<MessageContext, 'router' | 'say' | 'zone' | 'keepFixed' | 'cured'>,
): Reply {
  const last = steps.at(-1);
  const state = last?.state ?? 'lost';
  const when = momentIn(last?.at ?? 0, zone);
  const losses = steps.filter((step) => step.state === 'lost' || step.state === 'displaced');
  const lossAt = losses.at(-1)?.at ?? 0;
  const isLoss = state === 'lost' || state === 'displaced';
  const what =
    state === 'restored'
      ? say('watch.guard.restored.text', {
          from: momentIn(lossAt, zone),
          to: when,
          gap: duration(((last?.at ?? 0) - lossAt) / 1_000, say),
        })
      : lossText(last?.remedy, state, when, say);
  const often: Block[] =
    losses.length > 1
      ? [aside(say('watch.guard.times', { n: losses.length, since: momentIn(losses[0]?.at ?? 0, zone) }))]
      : [];
  return {
    tone: isLoss ? 'bad' : state === 'restored' ? 'good' : 'info',
    title: say(`watch.guard.${state}`, { router: router.name }),
    blocks: [
      text(what),
      ...(isLoss ? [text(say(todoOf(keepFixed, cured)))] : []),
      ...often,
      ...(held ? [aside(say('watch.notice.held'))] : []),
    ],
    buttons: buttonsOf(isLoss && !cured, state === 'not-needed', router.id, say),
  };
}

function todoOf(keepFixed: boolean, cured: boolean) {
  if (cured) return 'watch.cured-since';
  return keepFixed ? 'watch.guard.will-fix' : 'watch.guard.todo';
}

/** In the remedy's own words, where it has some for this. */
function lossText(
  remedy: string | undefined,
  state: string,
  when: string,
  say: MessageContext['say'],
): string {
  const own = `remedy.${remedy}.${state}`;
  return isWord(own)
    ? sayAny(say.language, own, { when })
    : sayAny(say.language, `watch.guard.${state}.text`, { when });
}

function buttonsOf(isLost: boolean, isOver: boolean, routerId: string, say: MessageContext['say']): Button[] {
  if (isLost) return [button('cure', { router: routerId }, say('button.apply'), 'primary')];
  if (isOver) return [button('revert', { router: routerId }, say('button.revert'), 'danger')];
  return [];
}
