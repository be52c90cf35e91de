import { answer, type Command } from '../src/chat/command.ts';
import { usageOf } from '../src/chat/usage.ts';
import { fail } from '../src/model/failure.ts';
import { text } from '../src/model/message.ts';
import { readQuiet, readZone } from '../src/notices/quiet.ts';
import { clockIn } from '../src/notices/times.ts';

/** Hours in which this person gets no new notices: `quiet 22-7 Europe/Berlin`, `quiet off`. */
export const quiet: Command = {
  name: 'quiet',
  args: [
    { name: 'hours', required: true },
    { name: 'zone', required: false },
  ],
  role: 'viewer',
  async run({ args, person, say }, { store, now }) {
    const usage = () => fail({ cause: 'usage', usage: usageOf(quiet) });
    const before = await store.notices.hours(person.id);
    const zone = args.zone === undefined ? before.zone : (readZone(args.zone) ?? usage());
    if (args.hours === 'off') {
      await store.notices.setHours(person.id, { quiet: null, zone });
      return answer({
        tone: 'info',
        title: say('quiet.off.title'),
        blocks: [text(say('quiet.off.text'))],
        buttons: [],
      });
    }
    const hours = readQuiet(args.hours ?? '') ?? usage();
    await store.notices.setHours(person.id, { quiet: hours, zone });
    const at = await store.notices.zoneOf(person.id);
    return answer({
      tone: 'good',
      title: say('quiet.title', { from: `${hours.from}:00`, to: `${hours.to}:00` }),
      blocks: [text(say('quiet.text', { zone: at, now: clockIn(now(), at).slice(0, 5) }))],
      buttons: [],
    });
  },
};
