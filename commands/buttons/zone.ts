import { type Ask, answer, type Command, type CommandContext, type Outcome } from '../../src/chat/command.ts';
import { mayRun } from '../../src/chat/rights.ts';
import { fail } from '../../src/model/failure.ts';
import { text } from '../../src/model/message.ts';
import { placeName } from '../../src/notices/zones/places.ts';
import { readZone } from '../../src/notices/zones/read.ts';
import { isShared } from '../../src/notices/zones/reader.ts';
import { pageArg } from '../shared/list-pages.ts';
import { askWhich, askZone, timeThere } from '../shared/zones.ts';

/** Keeps a zone: of the person, or of the group in which it is said. */
async function keep(
  zone: string,
  { call, person, say }: Ask,
  { store, now }: CommandContext,
): Promise<Outcome> {
  const forChat = isShared(call.to);
  if (forChat && !mayRun(person.role, 'operator'))
    fail({ cause: 'not-allowed', needs: say('role.operator') });
  if (forChat) await store.notices.setChatZone(call.to, zone);
  else {
    const { quiet } = await store.notices.hours(person.id);
    await store.notices.setHours(person.id, { quiet, zone });
  }
  const place = placeName(zone, say.language);
  return answer({
    tone: 'good',
    title: say(forChat ? 'zone.chat.title' : 'zone.set.title', { place }),
    blocks: [text(say('zone.set.text', { now: timeThere(now(), zone) }))],
    buttons: [],
  });
}

/** What a clock that is pressed stands for, and `/zone berlin`: the time that is read here from now on. */
export const zone: Command = {
  name: 'zone',
  args: [
    { name: 'zone', required: false, rest: true },
    pageArg,
    { name: 'hours', required: false, pressed: true },
  ],
  role: 'viewer',
  hidden: true,
  async run(ask, context) {
    const { zone: typed, page, hours } = ask.args;
    if (typed === undefined) return answer(askZone({ hours, page }, ask, context));
    const read = readZone(typed) ?? fail({ cause: 'zone-unknown', input: typed });
    if ('oneOf' in read) return answer(askWhich(typed.toUpperCase(), read.oneOf, undefined, ask, context));
    return keep(read.zone, ask, context);
  },
};
