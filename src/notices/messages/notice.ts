import { phoneLabel } from '../../diagnosis/report/phone-words.ts';
import { type Button, button } from '../../model/button.ts';
import { aside, type Block, hiding, type Reply, text } from '../../model/message.ts';
import { serviceName } from '../../push/match.ts';
import type { Say } from '../../words/words.ts';
import type { Notice, Outage, PhoneNotice } from '../state.ts';
import { clockIn, duration, momentIn } from '../times.ts';
import type { MessageContext } from './context.ts';
import { driftMessage } from './drift.ts';
import { returnMessage, unreachableMessage } from './unreachable.ts';

/** A notice as a message. */
export function noticeMessage(notice: Notice, telling: MessageContext): Reply {
  switch (notice.kind) {
    case 'phone':
      return phoneMessage(notice, telling);
    case 'guard':
      return driftMessage(notice, telling);
    case 'router':
      return unreachableMessage(notice, telling);
    case 'return':
      return returnMessage(notice, telling);
  }
}

/** Evictions of a notice and the time without connection, as far as it is over. */
const sumOf = ({ cuts, earlier }: PhoneNotice) => ({
  count: cuts.length + earlier.count,
  unreachableS: cuts.reduce((sum, cut) => sum + (cut.end?.unreachableS ?? 0), earlier.unreachableS),
});

function titleOf(notice: PhoneNotice, phone: string, say: Say): string {
  const { count, unreachableS } = sumOf(notice);
  const end = notice.cuts.at(-1)?.end ?? null;
  const gap = duration(unreachableS, say);
  if (count > 1) {
    return end === null
      ? say('watch.notice.gone-again', { phone, n: count })
      : say('watch.notice.times', { phone, n: count, gap });
  }
  if (end === null) return say('watch.notice.gone', { phone });
  return end.unreachableS === null
    ? say('watch.notice.left', { phone })
    : say('watch.notice.back', { phone, gap });
}

function phoneMessage(notice: PhoneNotice, telling: MessageContext): Reply {
  const { say, zone, vendorOf, mutes, now } = telling;
  const last = notice.cuts.at(-1);
  const mutedUntil = mutes[notice.phone.key] ?? 0;
  return {
    tone: last?.end ? 'info' : 'bad',
    title: titleOf(notice, phoneLabel(notice.phone, vendorOf, say), say),
    blocks: [
      ...(last ? aboutOutage(last, telling) : []),
      ...(notice.held ? [aside(say('watch.notice.held'))] : []),
      ...(mutedUntil > now ? [aside(say('watch.notice.muted', { when: momentIn(mutedUntil, zone) }))] : []),
    ],
    buttons: buttonsOf(notice, last, mutedUntil > now, telling),
    ...hiding(notice.phone.name === null ? [] : [notice.phone.name], say),
  };
}

/** What was seen of the newest eviction and what it means, in a sentence; why stands behind **Details**. */
function aboutOutage(cut: Outage, { say, zone, router, cured }: MessageContext): Block[] {
  const said = {
    when: momentIn(cut.at, zone),
    router: router.name,
    service: serviceName(cut.service, say.language),
    idle: duration(cut.idleS, say),
  };
  const fixed = cured ? [text(say('watch.cured-since'))] : [];
  return [text(whatOf(cut, said, say, zone)), ...(cut.cured ? [text(say('watch.cured'))] : fixed)];
}

type Said = Record<'when' | 'router' | 'service' | 'idle', string>;

function whatOf({ end }: Outage, said: Said, say: Say, zone: string): string {
  if (end === null) return say('watch.notice.gone.what', said);
  const back = clockIn(end.at, zone);
  return end.unreachableS === null
    ? say('watch.notice.left.what', { ...said, back })
    : say('watch.notice.back.what', { ...said, back });
}

/** One eviction in a line of a list. */
export function outageLine(
  { at, idleS, end, service }: Pick<Outage, 'at' | 'idleS' | 'end' | 'service'>,
  zone: string,
  say: Say,
): string {
  const said = {
    when: clockIn(at, zone),
    service: serviceName(service, say.language),
    idle: duration(idleS, say),
  };
  if (end === null) return say('watch.notice.cut-gone', said);
  return end.unreachableS === null
    ? say('watch.notice.cut-left', said)
    : say('watch.notice.cut', { ...said, gap: duration(end.unreachableS, say) });
}

/** Whether the exemption can help: not where offloading does not explain the eviction, nor where it is or was in place. */
const mayHelp = (cut: Outage, isCured: boolean): boolean =>
  !isCured && !cut.cured && cut.class !== 'normal' && cut.class !== 'not-offloaded';

function buttonsOf(
  notice: PhoneNotice,
  last: Outage | undefined,
  isMuted: boolean,
  { router, say, cured }: MessageContext,
): Button[] {
  // `cure` looks again and shows the steps first: what was shown is what runs.
  const help: Button =
    last && mayHelp(last, cured)
      ? button('cure', { router: router.id }, say('button.apply'), 'primary')
      : button('check', { router: router.id }, say('button.check-again'));
  const about = { router: router.id, phone: notice.phone.key };
  const quiet = isMuted
    ? button('mute', { ...about, off: 'off' }, say('button.unmute'))
    : button('mute', about, say('button.mute'));
  return [help, quiet, button('seen', { ...about, at: notice.id }, say('button.details'))];
}
