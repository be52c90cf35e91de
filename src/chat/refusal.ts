import { chatOf } from '../model/address.ts';
import type { Language } from '../model/language.ts';
import { type Block, code, type Reply, text } from '../model/message.ts';
import type { Person, Role } from '../model/person.ts';
import { plainName } from '../model/plain.ts';
import { speak } from '../words/words.ts';
import type { Call, Command, CommandContext } from './command.ts';
import { explain } from './explain.ts';
import { askOwners } from './requests.ts';

/**
 * What somebody hears who may not do what they asked. A stranger is told under which id an owner can let them in, owners
 * that they were here: once, and then there is silence for a day (no amplification).
 */
export async function refusal(
  call: Call,
  needs: Command['role'],
  person: Person,
  language: Language,
  context: CommandContext,
): Promise<Reply | null> {
  const say = speak(language);
  const { account } = call;
  if (person.role !== null)
    return explain({ cause: 'not-allowed', needs: say(`role.${needs as Role}`) }, language);
  if (!(await context.store.people.refuseOnce(account))) return null;
  const request = { account, name: plainName(call.personName) ?? account, to: chatOf(call.to), language };
  const asked = await askOwners(request, call, context);
  // Discord's client has people picked, not typed.
  const needed = call.to.platform === 'discord' ? account : `/allow ${account} viewer`;
  const allowing = [text(say('stranger.text')), code(needed)];
  const blocks: Record<typeof asked, Block[]> = {
    'no-owner': [text(say('stranger.own'))],
    asked: [...allowing, text(say('stranger.asked'))],
    silent: allowing,
  };
  return { tone: 'info', title: say('stranger.title'), blocks: blocks[asked], buttons: [] };
}
