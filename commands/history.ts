import { answer, type Command } from '../src/chat/command.ts';
import { list, text } from '../src/model/message.ts';
import { minuteIn } from '../src/notices/times.ts';
import { isWord, sayAny } from '../src/words/words.ts';
import { findRouter } from './shared/find-router.ts';

/** How many lines are shown. */
const limit = 15;

export const history: Command = {
  name: 'history',
  args: [{ name: 'router', required: false, suggests: 'router' }],
  role: 'viewer',
  async run({ args, person, say }, context) {
    const router = args.router ? await findRouter(args.router, context) : null;
    const entries = await context.store.history.read(router?.id ?? null, limit * 2);
    const ended = entries.filter(({ phase }) => phase === 'end').slice(0, limit);
    if (ended.length === 0)
      return answer({
        tone: 'info',
        title: say('history.none'),
        blocks: [text(say('history.hint'))],
        buttons: [],
      });
    const zone = await context.store.notices.zoneOf(person.id);
    // Of what went wrong the cause is kept, not what belonged to it.
    const unnamed = (outcome: string) =>
      isWord(`failure.${outcome}.what`) ? `${say('history.outcome.failed')} (${outcome})` : outcome;
    const word = (key: string, otherwise: string) => (isWord(key) ? sayAny(say.language, key) : otherwise);
    return answer({
      tone: 'info',
      title: say('history.title'),
      blocks: [
        list(
          ended.map((entry) =>
            say('history.line', {
              when: minuteIn(entry.at, zone),
              router: entry.routerName,
              who: entry.personName,
              what: word(`history.action.${entry.action}`, entry.action),
              outcome: word(`history.outcome.${entry.outcome}`, unnamed(entry.outcome)),
            }),
          ),
        ),
      ],
      buttons: [],
    });
  },
};
