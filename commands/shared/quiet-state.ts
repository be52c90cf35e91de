import { type Ask, answer, type CommandContext, type Outcome } from '../../src/chat/command.ts';
import { button } from '../../src/model/button.ts';
import { text } from '../../src/model/message.ts';
import { clockHour, spanOf } from '../../src/notices/quiet.ts';
import { placeName } from '../../src/notices/zones/places.ts';
import { timeThere } from './zones.ts';

/** Hours that many want, as `/quiet` reads them. */
const usual = ['22:00-07:00', '23:00-08:00', '00:00-06:00'] as const;

/** Which quiet hours this person has, and buttons for usual ones. */
export async function quietState({ person, say }: Ask, { store, now }: CommandContext): Promise<Outcome> {
  const { quiet } = await store.notices.hours(person.id);
  const { zone } = await store.notices.zoneOfPerson(person.id);
  const set = quiet === null ? null : spanOf(quiet);
  const place = placeName(zone, say.language);
  return answer({
    tone: 'info',
    title:
      quiet === null
        ? say('set.quiet.none')
        : say('quiet.title', { from: clockHour(quiet.from), to: clockHour(quiet.to) }),
    blocks: [
      text(
        quiet === null ? say('set.quiet.text') : say('quiet.text', { place, now: timeThere(now(), zone) }),
      ),
    ],
    buttons: [
      ...usual
        .filter((hours) => hours !== set)
        .map((hours) => button('quiet', { hours }, hours.replace('-', '–'))),
      ...(set === null ? [] : [button('quiet', { hours: 'off' }, say('button.none-quiet'))]),
    ],
  });
}
