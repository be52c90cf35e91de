import { type Ask, answer, type CommandContext } from '../../src/chat/command.ts';
import { mayRun } from '../../src/chat/rights.ts';
import { usageOf } from '../../src/chat/usage.ts';
import { type Button, button } from '../../src/model/button.ts';
import { heading, list, text } from '../../src/model/message.ts';
import { sayAny } from '../../src/words/words.ts';

/** The next step for this person: claim, then a router, then a diagnosis. */
async function firstSteps(
  { person, say }: Ask,
  { store }: CommandContext,
): Promise<{ steps: string[]; buttons: Button[] }> {
  const routers = await store.routers.list();
  if (person.role === null)
    return {
      steps: [say('help.step.claim'), say('help.step.router'), say('help.step.diagnose')],
      buttons: [],
    };
  if (routers.length === 0) {
    const key: Button = button('router key', {}, say('button.key'));
    return {
      steps: [say('help.step.router'), say('help.step.diagnose')],
      buttons: person.role === 'owner' ? [key] : [],
    };
  }
  const late: Button[] = routers
    .slice(0, 3)
    .map(({ id, name }) =>
      button(
        'late',
        { router: id },
        routers.length === 1 ? say('button.late') : `${say('button.late')} (${name})`,
        'primary',
      ),
    );
  return { steps: [], buttons: late };
}

export async function helpReply(ask: Ask, context: CommandContext) {
  const { person, say } = ask;
  const { steps, buttons } = await firstSteps(ask, context);
  // Whoever has a role has no use for a claim.
  const offered = context.specs.filter(
    ({ name, hidden, role }) =>
      !hidden && mayRun(person.role, role) && (person.role === null || name !== 'claim'),
  );
  return answer({
    tone: 'info',
    title: say('help.title'),
    blocks: [
      text(say('help.what')),
      ...(steps.length > 0 ? [heading(say('help.start')), list(steps)] : []),
      heading(say('help.commands')),
      list(
        offered.map((spec) =>
          say('help.command', {
            usage: usageOf(spec),
            what: sayAny(say.language, `command.${spec.name.replace(' ', '.')}.description`),
          }),
        ),
      ),
    ],
    buttons,
  });
}
