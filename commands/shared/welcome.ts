import { type Ask, answer, type CommandContext, type Outcome } from '../../src/chat/command.ts';
import { privateChat } from '../../src/chat/requests.ts';
import type { AccountId } from '../../src/model/address.ts';
import { button } from '../../src/model/button.ts';
import { fail } from '../../src/model/failure.ts';
import { type Reply, text } from '../../src/model/message.ts';
import type { Person, Role } from '../../src/model/person.ts';
import { plainName } from '../../src/model/plain.ts';
import { speak } from '../../src/words/words.ts';
import { firstButtons } from './first-buttons.ts';

/** How a person is called: by their name, where one is known, and the account that is meant. */
export function calledBy({ name }: Pick<Person, 'name'>, account: AccountId): string {
  return name === account ? account : `${name} (${account})`;
}

/** Tells somebody who was let in, where they asked, or alone. */
async function welcome(
  account: AccountId,
  role: Role,
  { call, say: spoken }: Ask,
  context: CommandContext,
): Promise<void> {
  const { store, send } = context;
  const [person, request] = await Promise.all([store.people.of(account), store.requests.get(account)]);
  const to = request?.to ?? privateChat(person, account);
  if (to === null) return;
  const hasRouter = (await store.routers.list()).length > 0;
  const say = speak(person.language ?? request?.language ?? person.spoken ?? spoken.language);
  const reply: Reply = {
    tone: 'good',
    title: say('welcome.title', { owner: plainName(call.personName) ?? '', role: say(`role.${role}`) }),
    blocks: [text(say(`welcome.${role}`)), text(say('welcome.text'))],
    buttons: firstButtons(role, hasRouter, say),
  };
  await send({ key: `welcome:${call.id}`, to, reply, revision: 1, notify: account });
}

/** Gives somebody a role; whoever had none is told so. */
export async function letIn(
  account: AccountId,
  role: Role,
  ask: Ask,
  context: CommandContext,
): Promise<Outcome> {
  const { people, requests } = context.store;
  const { say } = ask;
  const before = await people.of(account);
  const name = (await requests.get(account))?.name;
  if (!(await people.setRole(account, role, name))) fail({ cause: 'last-owner' });
  const isNew = before.role === null;
  if (isNew) await welcome(account, role, ask, context);
  const person = calledBy(await people.of(account), account);
  return answer({
    tone: 'good',
    title: say('allow.title', { person, role: say(`role.${role}`) }),
    blocks: [text(say(`allow.${role}`)), ...(isNew ? [text(say('allow.told'))] : [])],
    buttons: [button('people', {}, say('button.people'))],
  });
}
