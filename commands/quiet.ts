import { type Ask, answer, type Command, type CommandContext, type Outcome } from '../src/chat/command.ts';
import { usageOf } from '../src/chat/usage.ts';
import { fail } from '../src/model/failure.ts';
import { text } from '../src/model/message.ts';
import { clockHour, type Quiet, readQuiet, spanOf } from '../src/notices/quiet.ts';
import { placeName } from '../src/notices/zones/places.ts';
import { readZone } from '../src/notices/zones/read.ts';
import { quietState } from './shared/quiet-state.ts';
import { askWhich, timeThere, zoneKnown } from './shared/zones.ts';

/** Keeps what was asked for; `null` for no quiet hours. An unsaid zone stays what it was. */
async function keep(quiet: Quiet | null, zone: string | null, { person }: Ask, { store }: CommandContext) {
  const before = await store.notices.hours(person.id);
  await store.notices.setHours(person.id, { quiet, zone: zone ?? before.zone });
}

async function on(quiet: Quiet, ask: Ask, { store, now }: CommandContext): Promise<Outcome> {
  const { person, say } = ask;
  const known = await store.notices.zoneOfPerson(person.id);
  const { told, buttons } = zoneKnown(known, spanOf(quiet), ask);
  const place = placeName(known.zone, say.language);
  return answer({
    tone: 'good',
    title: say('quiet.title', { from: clockHour(quiet.from), to: clockHour(quiet.to) }),
    blocks: [text(say('quiet.text', { place, now: timeThere(now(), known.zone) })), ...told.map(text)],
    buttons,
  });
}

/** Hours in which this person gets no new notices: `quiet 22:00-7:00 berlin`, `quiet 10pm-7am`, `quiet off`; alone, which there are. */
export const quiet: Command = {
  name: 'quiet',
  args: [
    { name: 'hours', required: false },
    { name: 'zone', required: false, rest: true },
  ],
  role: 'viewer',
  async run(ask, context) {
    const { args, say } = ask;
    if (args.hours === undefined) return quietState(ask, context);
    // Hours are written with blanks in them too, and the zone behind.
    const typed = [args.hours, args.zone].filter((part) => part !== undefined).join(' ');
    const isOff = /^off(?:$|\s)/i.test(typed);
    const read = isOff
      ? { quiet: null, rest: typed.slice('off'.length).trim() }
      : (readQuiet(typed) ?? fail({ cause: 'usage', usage: usageOf(quiet, say.language) }));
    const zone =
      read.rest === '' ? null : (readZone(read.rest) ?? fail({ cause: 'zone-unknown', input: read.rest }));
    if (zone !== null && 'oneOf' in zone) {
      const hours = read.quiet === null ? 'off' : spanOf(read.quiet);
      return answer(askWhich(read.rest.toUpperCase(), zone.oneOf, hours, ask, context));
    }
    await keep(read.quiet, zone?.zone ?? null, ask, context);
    if (read.quiet !== null) return on(read.quiet, ask, context);
    return answer({
      tone: 'info',
      title: say('quiet.off.title'),
      blocks: [text(say('quiet.off.text'))],
      buttons: [],
    });
  },
};
