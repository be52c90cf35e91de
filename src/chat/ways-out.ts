import { type Button, button, buttonOf } from '../model/button.ts';
import type { Failure } from '../model/failure.ts';
import { hiding, type Reply, text } from '../model/message.ts';
import type { Person } from '../model/person.ts';
import { isWord, type Say, sayAny } from '../words/words.ts';
import { choose } from './choose.ts';
import type { Call, CommandSpec } from './command.ts';
import { explain } from './explain.ts';
import { meant } from './hear.ts';
import { commandCalled, type Line } from './line.ts';
import { mayRun } from './rights.ts';
import type { CommandStores } from './stores.ts';

/** Whose call failed, and what there is. */
export interface Failing {
  call: Call;
  person: Person;
  say: Say;
  specs: readonly CommandSpec[];
  store: Pick<CommandStores, 'routers'>;
}

const isOwner = ({ person }: Failing): boolean => mayRun(person.role, 'owner');

/** What an owner does who has no router here yet. */
const adding = (on: Failing): Button[] =>
  isOwner(on)
    ? [
        button('router add', {}, on.say('button.add-router'), 'primary'),
        button('router key', {}, on.say('button.key')),
      ]
    : [];

/** A fixed choice or a role as people call it. */
function choiceName(choice: string, say: Say): string {
  const key = [`choice.${choice}`, `role.${choice}`].find(isWord);
  return key === undefined ? choice : sayAny(say.language, key);
}

/** Where one of a few words is missing or is not among them: the command again with each. */
function choices({ call, specs, say }: Failing): Button[] {
  const spec = commandCalled(call.name, specs);
  const arg = spec?.args.find(({ name, required, choices: offered }) => {
    const given = call.args[name];
    return given === undefined ? required : offered && !offered.includes(given);
  });
  const args = { ...call.args };
  return (arg?.choices ?? []).map((choice) =>
    buttonOf({ command: call.name, args: { ...args, [arg?.name ?? '']: choice } }, choiceName(choice, say)),
  );
}

/** A line as it is typed; what holds blanks in quotes. */
const written = ({ name, args }: Line): string =>
  [`/${name}`, ...Object.values(args).map((value) => (/\s/.test(value) ? `"${value}"` : value))].join(' ');

/** What was neither a command nor understood. */
const unheard = (help: Button, say: Say): Reply => ({
  tone: 'unsure',
  title: say('unheard.title'),
  blocks: [text(say('unheard.text'))],
  buttons: [button('late', {}, say('button.late'), 'primary'), help],
});

function unknown(explained: Reply, { call, person, specs, say }: Failing): Reply {
  const allowed = specs.filter(({ role }) => mayRun(person.role, role));
  const lines = meant(call.said ?? call.name, allowed);
  const help = buttonOf({ command: 'help', args: {} }, say('button.help'));
  if (lines.length === 0 && call.said?.startsWith('/') === false) return unheard(help, say);
  if (lines.length === 0) return { ...explained, buttons: [help] };
  const buttons = lines.map((line, at) =>
    buttonOf({ command: line.name, args: line.args }, written(line), at === 0 ? 'primary' : 'secondary'),
  );
  return { ...explained, tone: 'unsure', blocks: [text(say('meant.text'))], buttons: [...buttons, help] };
}

/** What went wrong, with what can be pressed to go on: the command again with what was missing, or what was meant. */
export async function explained(failure: Failure, on: Failing): Promise<Reply> {
  const { call, say, store } = on;
  const reply = explain(failure, say.language);
  const line = { name: call.name, args: call.args };
  switch (failure.cause) {
    case 'router-unnamed':
      return choose({ what: 'router', line, page: 1 }, store, say);
    case 'router-unknown': {
      if (failure.known.length === 0) return { ...reply, buttons: adding(on) };
      const { buttons } = await choose({ what: 'router', line, page: 1 }, store, say);
      const add = isOwner(on) ? [button('router add', {}, say('button.add-router'))] : [];
      return { ...reply, blocks: [text(say('choose.router.text'))], buttons: [...buttons, ...add] };
    }
    case 'no-router':
      return { ...reply, buttons: adding(on) };
    case 'phone-unknown': {
      const what = call.name === 'diagnose' ? 'phone' : 'tested';
      const { buttons, names = [] } = await choose({ what, line, page: 1 }, store, say);
      return { ...reply, buttons, ...hiding([...names, ...failure.known], say) };
    }
    case 'usage':
      return { ...reply, buttons: choices(on) };
    case 'plan-gone':
      return { ...reply, buttons: [button('fix', {}, say('button.fix'), 'primary')] };
    case 'plan-taken':
      return { ...reply, buttons: [button('status', {}, say('button.status'))] };
    case 'command-unknown':
      return unknown(reply, on);
    default:
      return reply;
  }
}
