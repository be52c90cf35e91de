import { answer, type Command } from '../src/chat/command.ts';
import { chatId, chatOf } from '../src/model/address.ts';
import { text } from '../src/model/message.ts';
import { nextDigestAt } from '../src/notices/digest/schedule.ts';
import { momentIn } from '../src/notices/times.ts';
import { zoneKnown } from './shared/zones.ts';

/** A summary to this chat, every morning or every Monday morning. */
export const digest: Command = {
  name: 'digest',
  args: [{ name: 'every', required: true, choices: ['daily', 'weekly', 'off'] }],
  role: 'viewer',
  async run(ask, { store, now }) {
    const { args, asker, call, person, say } = ask;
    const to = chatOf(call.to);
    if (args.every === 'off') {
      await store.notices.setDigest(to, null);
      return answer({
        tone: 'info',
        title: say('digest.off.title'),
        blocks: [text(say('digest.off.text'))],
        buttons: [],
      });
    }
    const every = args.every === 'weekly' ? 'weekly' : 'daily';
    const known = await store.notices.zoneFor(person.id, to);
    const { told, buttons } = zoneKnown(known, undefined, ask);
    const at = now();
    const dueAt = nextDigestAt(at, every, known.zone);
    const { account, language } = asker;
    await store.notices.setDigest(to, { to, account, language, every, from: at, dueAt });
    const routers = await store.routers.list();
    const all = await Promise.all(routers.map(({ id }) => store.watches.of(id)));
    const watchesHere = all.flat().some((one) => chatId(one.to) === chatId(to));
    return answer({
      tone: 'good',
      title: say(`digest.${every}.title`),
      blocks: [
        text(say('digest.text', { when: momentIn(dueAt, known.zone) })),
        ...(watchesHere ? [] : [text(say('digest.unwatched'))]),
        ...told.map(text),
      ],
      buttons,
    });
  },
};
