import { phoneLabel } from '../../diagnosis/report/phone-words.ts';
import { type Button, button } from '../../model/button.ts';
import { aside, type Block, heading, hiding, type Reply, text } from '../../model/message.ts';
import type { WatchEvent } from '../../watch/events.ts';
import { languageEntries } from '../../words/index.ts';
import type { Say } from '../../words/words.ts';
import { toPng } from '../chart/png.ts';
import { laneOf, sharedMarks } from '../chart/timeline.ts';
import { timelineSvg } from '../chart/timeline-svg.ts';
import { delayText } from '../messages/push-test.ts';
import { duration, momentIn } from '../times.ts';
import { vendorOf } from '../vendor.ts';
import type { DigestFacts, Rate } from './facts.ts';

/** Phones in a digest's table, and in its picture. */
const listed = 12;
const drawn = 5;
const dayS = 24 * 3_600;

/** What a digest tells of one router. */
export interface RouterDigest {
  router: { id: string; name: string };
  facts: DigestFacts;
  events: readonly WatchEvent[];
  cured: boolean;
}

/** A digest as a message: of all routers that a chat watches. */
export function digestMessage(
  every: 'daily' | 'weekly',
  routers: readonly RouterDigest[],
  { zone, say }: { zone: string; say: Say },
): Reply {
  const count = routers.reduce((sum, { facts }) => sum + facts.toll.count, 0);
  const unreachableS = routers.reduce((sum, { facts }) => sum + facts.toll.unreachableS, 0);
  const names = routers.flatMap(({ facts }) => facts.phones.flatMap(({ phone }) => phone.name ?? []));
  return {
    tone: count === 0 ? 'good' : 'info',
    title:
      count === 0
        ? say('digest.title.none')
        : say(`digest.title.${every}`, { n: count, gap: duration(unreachableS, say) }),
    blocks: routers.flatMap((told) => [
      ...(routers.length > 1 ? [heading(told.router.name)] : []),
      ...routerBlocks(told, zone, say),
    ]),
    buttons: routers.flatMap(({ router, facts, cured }): Button[] => {
      if (cured || facts.toll.count === 0) return [];
      const label = say('button.apply');
      const named = routers.length > 1 ? `${label} (${router.name})` : label;
      return [button('cure', { router: router.id }, named, 'primary')];
    }),
    ...hiding(names, say),
  };
}

function routerBlocks({ router, facts, events }: RouterDigest, zone: string, say: Say): Block[] {
  const { from, to, toll, phones, unwatchedS, cure, tests } = facts;
  const period = { router: router.name, from: momentIn(from, zone), to: momentIn(to, zone) };
  return [
    text(say(toll.count === 0 ? 'digest.none' : 'digest.some', period)),
    ...(phones.length > 0
      ? [tableOf(facts, say), pictureOf(facts, events, zone, say), aside(say('digest.legend'))]
      : []),
    ...(phones.length > listed ? [aside(say('digest.more', { n: phones.length - listed }))] : []),
    ...(toll.open > 0 ? [aside(say('digest.open', { n: toll.open }))] : []),
    ...(unwatchedS > 60 ? [aside(say('digest.unwatched-for', { gap: duration(unwatchedS, say) }))] : []),
    ...(cure ? [text(compared(cure, zone, say))] : []),
    ...(tests.count > 0 ? [text(testsText(tests, say))] : []),
  ];
}

function tableOf({ phones }: DigestFacts, say: Say): Block {
  const isNumbered = phones.length > 1;
  return {
    kind: 'table',
    columns: [say('digest.phone'), say('digest.times'), say('digest.unreachable')],
    rows: phones.slice(0, listed).map(({ phone, count, unreachableS }, index) => {
      const name = phoneLabel(phone, vendorOf, say);
      return [isNumbered ? `${index + 1} ${name}` : name, String(count), duration(unreachableS, say)];
    }),
  };
}

function pictureOf(
  { phones, from, to, cures }: DigestFacts,
  events: readonly WatchEvent[],
  zone: string,
  say: Say,
): Block {
  const shown = phones.slice(0, drawn);
  const lanes = shown.map(({ episodes }) => laneOf(episodes, from, to));
  const story = shown
    .map(({ phone, count, unreachableS }) =>
      say('digest.alt.phone', {
        phone: phoneLabel(phone, vendorOf, say),
        n: count,
        gap: duration(unreachableS, say),
      }),
    )
    .join('; ');
  const alt = say('digest.alt', { from: momentIn(from, zone), to: momentIn(to, zone), story });
  const around = sharedMarks(events.filter(({ at }) => at >= from && at < to));
  const svg = timelineSvg({ from, to, lanes, ...around, cures }, zone);
  return { kind: 'image', png: toPng(svg), alt, name: 'digest' };
}

/** How many notifications were timed, and the slowest without and with the fix. */
function testsText({ count, withoutS, withS }: DigestFacts['tests'], say: Say): string {
  const told = [
    ...(withoutS === null ? [] : [say('digest.tests.without', { delay: delayText(withoutS, say) })]),
    ...(withS === null ? [] : [say('digest.tests.with', { delay: delayText(withS, say) })]),
  ];
  const { comma } = languageEntries[say.language];
  return say('digest.tests', { n: count, slowest: told.join(comma) || say('digest.tests.none') });
}

function compared(
  { at, before, after }: { at: number; before: Rate; after: Rate },
  zone: string,
  say: Say,
): string {
  const aDay = ({ count, watchedS }: Rate) => Math.round((count / watchedS) * dayS * 10) / 10;
  return say('digest.cure', {
    when: momentIn(at, zone),
    before: before.count,
    beforeRate: aDay(before),
    beforeGap: duration(before.unreachableS, say),
    beforeTime: duration(before.watchedS, say),
    after: after.count,
    afterRate: aDay(after),
    afterGap: duration(after.unreachableS, say),
    afterTime: duration(after.watchedS, say),
  });
}
