import { answer, type Command } from '../src/chat/command.ts';
import { button } from '../src/model/button.ts';
import type { HistoryEntry } from '../src/model/history.ts';
import { hiding, list, text } from '../src/model/message.ts';
import { delayText } from '../src/notices/messages/push-test.ts';
import { minuteIn } from '../src/notices/times.ts';
import { isWord, type Say, sayAny } from '../src/words/words.ts';
import { findRouter } from './shared/find-router.ts';
import { listPage, pageArg } from './shared/list-pages.ts';

/** How many lines are kept in reach of the pages. */
const limit = 80;

export const history: Command = {
  name: 'history',
  args: [{ name: 'router', required: false, suggests: 'router' }, pageArg],
  role: 'viewer',
  async run({ args, call, person, say }, context) {
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
    const to = (page: string, label: string) =>
      button('history', { ...(router ? { router: router.id } : {}), page }, label);
    const { items, of, turns } = listPage(ended, args.page, to, say);
    const zone = await context.store.notices.zoneOf(person.id, call.to);
    return answer({
      tone: 'info',
      title: say('history.title') + of,
      blocks: [
        list(
          items.map((entry) =>
            say('history.line', {
              when: minuteIn(entry.at, zone),
              router: entry.routerName,
              who: entry.personName,
              what: sayAny(say.language, `history.action.${entry.action}`, {
                phone: entry.test?.phone ?? '',
              }),
              outcome: outcomeOf(entry, entries, say),
            }),
          ),
        ),
      ],
      buttons: turns,
      ...hiding(
        items.flatMap(({ test }) => (test === undefined ? [] : [test.phone])),
        say,
      ),
    });
  },
};

/** Of what went wrong the cause is kept, not what belonged to it. */
function outcomeWord(outcome: string, say: Say): string {
  const key = `history.outcome.${outcome}`;
  if (isWord(key)) return sayAny(say.language, key);
  // What went wrong was said then, with what to do; its code says nothing to anybody.
  return isWord(`failure.${outcome}.what`) ? say('history.outcome.failed') : outcome;
}

/** A timed notification with its time; with the fix, beside the last one of this phone without it. */
function outcomeOf(entry: HistoryEntry, all: readonly HistoryEntry[], say: Say): string {
  const { test } = entry;
  const outcome = outcomeWord(entry.outcome, say);
  if (test?.delayS == null) return outcome;
  const delay = delayText(test.delayS, say);
  if (test.fix !== 'kept') return say(`history.test.${test.fix}`, { outcome, delay });
  const before = all.find(
    (one) =>
      one.at < entry.at &&
      one.routerId === entry.routerId &&
      one.test?.phone === test.phone &&
      one.test.fix === 'none' &&
      one.test.delayS !== null,
  )?.test?.delayS;
  return before == null
    ? say('history.test.kept', { outcome, delay })
    : say('history.test.both', { outcome, delay, before: delayText(before, say) });
}
