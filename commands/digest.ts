import { type Ask, answer, type Command, type CommandContext, type Outcome } from '../src/chat/command.ts';
import { chatId, chatOf } from '../src/model/address.ts';
import { button } from '../src/model/button.ts';
import { type Block, text } from '../src/model/message.ts';
import { nextDigestAt } from '../src/notices/digest/schedule.ts';
import { momentIn } from '../src/notices/times.ts';
import { zoneKnown } from './shared/zones.ts';

const choices = ['daily', 'weekly', 'off'] as const;

/** What tells that a digest would have nothing to tell. */
async function unwatched({ call, say }: Ask, { store }: CommandContext): Promise<Block[]> {
  const routers = await store.routers.list();
  const all = await Promise.all(routers.map(({ id }) => store.watches.of(id)));
  const isWatched = all.flat().some((one) => chatId(one.to) === chatId(call.to));
  return isWatched ? [] : [text(say('digest.unwatched'))];
}

/** How it is set here, and what else it can be. */
async function shown(ask: Ask, context: CommandContext): Promise<Outcome> {
  const { call, person, say } = ask;
  const { notices } = context.store;
  const set = await notices.digest(chatOf(call.to));
  const every = set?.every ?? 'off';
  const next = async () => {
    const { zone } = await notices.zoneFor(person.id, chatOf(call.to));
    return set === null ? [] : [text(say('set.digest.next', { when: momentIn(set.dueAt, zone) }))];
  };
  return answer({
    tone: 'info',
    title: say('set.digest.title', { every: say(`choice.${every}`) }),
    blocks: [...(await next()), ...(set === null ? [] : await unwatched(ask, context))],
    buttons: choices
      .filter((choice) => choice !== every)
      .map((choice) => button('digest', { every: choice }, say(`choice.${choice}`))),
  });
}

/** A summary to this chat, every morning or every Monday morning; without an argument, how it is set. */
export const digest: Command = {
  name: 'digest',
  args: [{ name: 'every', required: false, choices }],
  role: 'viewer',
  async run(ask, context) {
    const { args, asker, call, person, say } = ask;
    const { store, now } = context;
    const to = chatOf(call.to);
    if (args.every === undefined) return shown(ask, context);
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
    return answer({
      tone: 'good',
      title: say(`digest.${every}.title`),
      blocks: [
        text(say('digest.text', { when: momentIn(dueAt, known.zone) })),
        ...(await unwatched(ask, context)),
        ...told.map(text),
      ],
      buttons,
    });
  },
};
