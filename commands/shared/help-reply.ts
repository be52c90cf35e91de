import { type Ask, answer, type CommandContext } from '../../src/chat/command.ts';
import { mayRun } from '../../src/chat/rights.ts';
import { usageOf } from '../../src/chat/usage.ts';
import { button } from '../../src/model/button.ts';
import { aside, type Block, heading, list, text } from '../../src/model/message.ts';
import { sayAny } from '../../src/words/words.ts';
import { firstButtons } from './first-buttons.ts';
import { listPage } from './list-pages.ts';

/** What is still to be done before a diagnosis, for this person. */
function steps({ person, say }: Ask, hasRouter: boolean): string[] {
  if (hasRouter) return [];
  const claim = person.role === null ? [say('help.step.claim')] : [];
  return [...claim, say('help.step.router'), say('help.step.diagnose')];
}

/** What the platform lets the bot see, and what it does not. */
const sees = ({ call, say }: Ask): Block[] =>
  call.to.platform === 'terminal' ? [] : [aside(say(`sees.${call.to.platform}`))];

/** The three ways in, as buttons; before that, what it does. */
export async function waysIn(ask: Ask, { store }: CommandContext) {
  const { person, say } = ask;
  const hasRouter = person.role !== null && (await store.routers.list()).length > 0;
  const todo = steps(ask, hasRouter);
  return answer({
    tone: 'info',
    title: say('help.title'),
    blocks: [text(say('help.what')), ...(todo.length > 0 ? [heading(say('help.start')), list(todo)] : [])],
    buttons: firstButtons(person.role, hasRouter, say, hasRouter ? 'secondary' : 'primary'),
  });
}

/** Every command this person may use. */
export async function allCommands(ask: Ask, { specs }: CommandContext, asked: string) {
  const { person, say } = ask;
  // Whoever has a role has no use for a claim.
  const offered = specs.filter(
    ({ name, hidden, role }) =>
      !hidden && mayRun(person.role, role) && (person.role === null || name !== 'claim'),
  );
  const to = (page: string, label: string) => button('help', { page }, label);
  const { items, of, turns } = listPage(offered, asked, to, say);
  return answer({
    tone: 'info',
    title: say('help.commands') + of,
    blocks: [
      list(
        items.map((spec) =>
          say('help.command', {
            usage: usageOf(spec, say.language),
            what: sayAny(say.language, `command.${spec.name.replace(' ', '.')}.description`),
          }),
        ),
      ),
      ...sees(ask),
    ],
    buttons: turns,
  });
}
