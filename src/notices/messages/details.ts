import { phoneLabel } from '../../diagnosis/report/phone-words.ts';
import { aside, type Block, code, heading, hiding, list, type Reply, text } from '../../model/message.ts';
import type { WatchEvent } from '../../watch/events.ts';
import { type Say, sayAny } from '../../words/words.ts';
import { toPng } from '../chart/png.ts';
import { laneOf, sharedMarks } from '../chart/timeline.ts';
import { timelineSvg } from '../chart/timeline-svg.ts';
import type { NoticeStores } from '../notice-stores.ts';
import { type OutageEvents, outagesOf, phoneKeyOf, toOutage } from '../outages.ts';
import { phoneOf } from '../phone.ts';
import { clockIn, momentIn } from '../times.ts';
import { vendorOf } from '../vendor.ts';
import { outageLine } from './notice.ts';

const hourMs = 3_600_000;
/** A notice tells of a day at the most. */
const longestMs = 24 * hourMs;
/** Of that, the picture shows the last. */
const shownMs = 3 * hourMs;
const marginMs = 5 * 60_000;
/** Evictions of which the router's lines are shown. */
const shown = 4;

/** What is behind a notice: the picture of the phone's connection, each eviction, the router's own lines. */
export async function detailsOf(
  about: { router: { id: string }; phone: string; eventId: string; zone: string; say: Say },
  { store, now }: { store: Pick<NoticeStores, 'notices'>; now(): number },
): Promise<Reply | null> {
  const first = await store.notices.event(about.router.id, about.eventId);
  if (first?.kind !== 'evicted') return null;
  const from = first.at - hourMs;
  const events = await store.notices.events(about.router.id, from, first.at + longestMs);
  return detailsMessage(events, { ...about, now: Math.max(now(), ...events.map(({ at }) => at)) });
}

/** The same from events. Pure. */
export function detailsMessage(
  events: readonly WatchEvent[],
  { phone: key, zone, say, now }: { phone: string; zone: string; say: Say; now: number },
): Reply | null {
  const episodes = outagesOf(events).filter((episode) => phoneKeyOf(episode) === key);
  const last = episodes.at(-1);
  if (!last) return null;
  const phone = phoneOf(last.evicted.flow.device);
  const name = phoneLabel(phone, vendorOf, say);
  const lines = episodes
    .slice(-shown)
    .flatMap(({ evicted, end }) => [...evicted.evidence, ...(end?.kind === 'back' ? end.evidence : [])])
    .map(({ source, line }) => `${source}: ${line}`);
  return {
    tone: 'info',
    title: say('seen.title', { phone: name }),
    blocks: [
      pictureOf(events, episodes, name, now, zone, say),
      text(sayAny(say.language, `watch.class.${last.evicted.class}`)),
      heading(say('seen.cuts')),
      list(episodes.map((episode) => outageLine(toOutage(episode), zone, say))),
      ...around(events, zone, say),
      ...(lines.length > 0 ? [heading(say('seen.lines')), code([...new Set(lines)].join('\n'))] : []),
    ],
    buttons: [],
    ...hiding(phone.name === null ? [] : [phone.name], say),
  };
}

/** The end of the phone's story as a timeline: what fits three hours. */
function pictureOf(
  events: readonly WatchEvent[],
  episodes: readonly OutageEvents[],
  phone: string,
  now: number,
  zone: string,
  say: Say,
): Block {
  const last = episodes.at(-1);
  const to = Math.min(now, (last?.end?.at ?? now) + marginMs);
  const near = episodes.filter(({ evicted, end }) => (end?.at ?? evicted.at) > to - shownMs);
  const first = near[0]?.evicted;
  const from = Math.max(to - shownMs, (first ? first.at - first.idleS * 1_000 : to) - marginMs);
  const lanes = [laneOf(near, from, to)];
  const svg = timelineSvg({ from, to, lanes, ...sharedMarks(events), cures: [] }, zone);
  const story = near.map((episode) => outageLine(toOutage(episode), zone, say)).join('; ');
  const alt = say('seen.alt', { phone, from: momentIn(from, zone), to: momentIn(to, zone), story });
  return { kind: 'image', png: toPng(svg), alt, name: 'timeline', caption: say('seen.legend') };
}

/** What happened to all connections at once, and when nobody looked. */
function around(events: readonly WatchEvent[], zone: string, say: Say): Block[] {
  return events.flatMap((event) => {
    if (event.kind === 'flushed') {
      const why = sayAny(say.language, `seen.why.${event.why}`);
      return [aside(say('seen.flushed', { when: clockIn(event.at, zone), n: event.count, why }))];
    }
    if (event.kind !== 'unwatched') return [];
    return [aside(say('seen.unwatched', { from: momentIn(event.from, zone), to: clockIn(event.to, zone) }))];
  });
}
