import { type Button, button } from '../../model/button.ts';
import { aside, type Block, list, type Reply, text } from '../../model/message.ts';
import { serviceName } from '../../push/match.ts';
import { type Say, sayAny } from '../../words/words.ts';
import { phoneLabel } from '../phone.ts';
import type { Notice, Outage, PhoneNotice } from '../state.ts';
import { clockIn, duration, momentIn } from '../times.ts';
import type { MessageContext } from './context.ts';
import { driftMessage } from './drift.ts';

/** A notice as a message. */
export function noticeMessage(notice: Notice, telling: MessageContext): Reply {
  return notice.kind === 'phone' ? phoneMessage(notice, telling) : driftMessage(notice, telling);
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
      ...(sumOf(notice).count > 1 ? [list(outageLines(notice, telling))] : []),
      ...(notice.held ? [aside(say('watch.notice.held'))] : []),
      ...(mutedUntil > now ? [aside(say('watch.notice.muted', { when: momentIn(mutedUntil, zone) }))] : []),
    ],
    buttons: buttonsOf(notice, last, mutedUntil > now, telling),
    names: notice.phone.name === null ? [] : [notice.phone.name],
  };
}

/** What was seen, what it means, why: of the newest eviction. */
function aboutOutage(cut: Outage, { say, zone, router }: MessageContext): Block[] {
  const what = say('watch.notice.what', {
    when: momentIn(cut.at, zone),
    router: router.name,
    service: serviceName(cut.service, say.language),
    idle: duration(cut.idleS, say),
  });
  const why = cut.cured ? say('watch.cured') : sayAny(say.language, `watch.class.${cut.class}`);
  return [text(what), text(meaning(cut, say, zone)), text(why)];
}

function meaning({ end }: Outage, say: Say, zone: string): string {
  if (end === null) return say('watch.notice.means-gone');
  const when = clockIn(end.at, zone);
  return end.unreachableS === null
    ? say('watch.notice.means-left', { when })
    : say('watch.notice.back-at', { when });
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

function outageLines({ cuts, earlier }: PhoneNotice, { say, zone }: MessageContext): string[] {
  const lines = cuts.map((cut) => outageLine(cut, zone, say));
  if (earlier.since === null) return lines;
  const { count, unreachableS, since } = earlier;
  const before = { n: count, since: clockIn(since, zone), gap: duration(unreachableS, say) };
  return [say('watch.notice.earlier', before), ...lines];
}

/** Whether the exemption can help: not where offloading does not explain the eviction, nor where it is in place. */
const mayHelp = (cut: Outage): boolean =>
  !cut.cured && cut.class !== 'normal' && cut.class !== 'not-offloaded';

function buttonsOf(
  notice: PhoneNotice,
  last: Outage | undefined,
  isMuted: boolean,
  { router, say }: MessageContext,
): Button[] {
  // `cure` looks again and shows the steps first: what was shown is what runs.
  const help: Button =
    last && mayHelp(last)
      ? button('cure', { router: router.id }, say('button.apply'), 'primary')
      : button('check', { router: router.id }, say('button.check-again'));
  const about = { router: router.id, phone: notice.phone.key };
  const quiet = isMuted
    ? button('mute', { ...about, off: 'off' }, say('button.unmute'))
    : button('mute', about, say('button.mute'));
  return [help, quiet, button('seen', { ...about, at: notice.id }, say('button.details'))];
}
