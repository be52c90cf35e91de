import type { Ask, CommandContext } from '../../src/chat/command.ts';
import { type Button, button } from '../../src/model/button.ts';
import { type Reply, text } from '../../src/model/message.ts';
import { clockIn } from '../../src/notices/times.ts';
import { offeredZones, placeName } from '../../src/notices/zones/places.ts';
import type { ReaderZone } from '../../src/notices/zones/reader.ts';
import type { Say } from '../../src/words/words.ts';
import { listPage } from './list-pages.ts';

/** `14:05` there. */
export const timeThere = (at: number, zone: string): string => clockIn(at, zone).slice(0, 5);

/** What pressing a zone leads to: quiet hours in it, or the zone alone. */
const choosing = (zone: string, hours: string | undefined, label: string): Button =>
  hours === undefined ? button('zone', { zone }, label) : button('quiet', { hours, zone }, label);

const zoneButton = (zone: string, hours: string | undefined, at: number, say: Say): Button =>
  choosing(zone, hours, `${timeThere(at, zone)} ${placeName(zone, say.language)}`);

/** Asks which zone somebody is in, by what their clock shows. `hours`: quiet hours that wait for it. */
export function askZone(
  { hours, page: wanted }: { hours: string | undefined; page: string | undefined },
  { say }: Ask,
  { now }: CommandContext,
): Reply {
  const turn = (to: string, label: string) =>
    button('zone', { page: to, ...(hours === undefined ? {} : { hours }) }, label);
  const { items, turns } = listPage(offeredZones, wanted, turn, say);
  return {
    tone: 'info',
    title: say('zone.ask.title'),
    blocks: [text(say('zone.ask.text', { command: hours === undefined ? '/zone' : `/quiet ${hours}` }))],
    buttons: [...items.map((zone) => zoneButton(zone, hours, now(), say)), ...turns],
  };
}

/** Asks which of several zones was meant by one abbreviation. */
export function askWhich(
  name: string,
  zones: readonly string[],
  hours: string | undefined,
  { say }: Ask,
  { now }: CommandContext,
): Reply {
  return {
    tone: 'unsure',
    title: say('zone.which.title', { name }),
    blocks: [text(say('zone.which.text'))],
    buttons: zones.map((zone) => zoneButton(zone, hours, now(), say)),
  };
}

/** How it is known in which zone somebody is, and buttons to say so where nobody has. */
export function zoneKnown(
  { zone, from }: ReaderZone,
  hours: string | undefined,
  { say }: Ask,
): { told: string[]; buttons: Button[] } {
  if (from === 'own' || from === 'chat') return { told: [], buttons: [] };
  const place = placeName(zone, say.language);
  const page = { page: '1', ...(hours === undefined ? {} : { hours }) };
  return {
    told: [say(`zone.from.${from}`, { place })],
    buttons: [
      choosing(zone, hours, say('button.zone.yes', { place })),
      button('zone', page, say('button.zone.other')),
    ],
  };
}
