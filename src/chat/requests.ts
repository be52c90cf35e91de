import type { AccountId, Address } from '../model/address.ts';
import { button } from '../model/button.ts';
import { type Reply, text } from '../model/message.ts';
import type { Person } from '../model/person.ts';
import { fallback } from '../words/index.ts';
import { type Say, speak } from '../words/words.ts';
import { platformOf, privateChatOf } from './account.ts';
import type { Call, CommandContext } from './command.ts';
import type { AccessRequest } from './request-store.ts';

/** The chat in which a person is spoken to alone: on this platform if they have an account there, else on another. */
export function privateChat({ accounts }: Pick<Person, 'accounts'>, near: AccountId): Address | null {
  const own = accounts.filter((account) => privateChatOf(account) !== null);
  const account = own.find((one) => platformOf(one) === platformOf(near)) ?? own[0];
  return account === undefined ? null : privateChatOf(account);
}

function requestReply({ account, name }: AccessRequest, say: Say): Reply {
  return {
    tone: 'info',
    title: say('request.title', { name }),
    blocks: [text(say('request.text', { id: account }))],
    buttons: [
      button('admit', { person: account, role: 'operator' }, say('button.allow.operator')),
      button('admit', { person: account, role: 'viewer' }, say('button.allow.viewer')),
      button('ignore', { person: account }, say('button.ignore')),
    ],
  };
}

/** Tells every owner, alone, that somebody would like to be let in, unless that was asked enough. */
export async function askOwners(
  request: AccessRequest,
  call: Pick<Call, 'id'>,
  { store, send }: Pick<CommandContext, 'store' | 'send'>,
): Promise<'no-owner' | 'asked' | 'silent'> {
  const owners = (await store.people.list()).filter(({ role }) => role === 'owner');
  if (owners.length === 0) return 'no-owner';
  const told = owners.flatMap((person) => {
    const to = privateChat(person, request.account);
    return to === null ? [] : [{ person, to }];
  });
  if (told.length === 0 || !(await store.requests.open(request))) return 'silent';
  for (const { person, to } of told) {
    const say = speak(person.language ?? person.spoken ?? fallback);
    const reply = requestReply(request, say);
    await send({ key: `request:${call.id}:${person.id}`, to, reply, revision: 1 });
  }
  return 'asked';
}
