import { z } from 'zod';
import { type AccountId, type Address, accountSchema, addressSchema } from '../model/address.ts';
import { button } from '../model/button.ts';
import { languageSchema } from '../model/language.ts';
import { type Reply, text } from '../model/message.ts';
import type { Person } from '../model/person.ts';
import { fallback } from '../words/index.ts';
import { type Say, speak } from '../words/words.ts';
import { platformOf, privateChatOf } from './account.ts';
import type { Call, CommandContext } from './command.ts';

/** A stranger who was refused: whom an owner may let in, and where to tell them. */
export const accessRequestSchema = z.object({
  account: accountSchema,
  /** What they call themselves; hostile. */
  name: z.string(),
  /** The chat in which they asked. */
  to: addressSchema,
  language: languageSchema,
});
export type AccessRequest = z.infer<typeof accessRequestSchema>;

/** Strangers who asked to be let in. Nothing of one is kept for longer than a week. */
export interface RequestStore {
  /** Keeps a request. False when owners are not to be asked: they ignore this person, or were asked often today. */
  open(request: AccessRequest): Promise<boolean>;
  get(account: AccountId): Promise<AccessRequest | null>;
  /** No more requests of this person, for 30 days. */
  ignore(account: AccountId): Promise<void>;
}

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

/** Tells every owner, alone, that somebody would like to be let in. False when nobody was told. */
export async function askOwners(
  request: AccessRequest,
  call: Pick<Call, 'id'>,
  { store, send }: Pick<CommandContext, 'store' | 'send'>,
): Promise<boolean> {
  const people = await store.people.list();
  const owners = people.flatMap((person) => {
    const to = person.role === 'owner' ? privateChat(person, request.account) : null;
    return to === null ? [] : [{ person, to }];
  });
  if (owners.length === 0 || !(await store.requests.open(request))) return false;
  for (const { person, to } of owners) {
    const say = speak(person.language ?? person.spoken ?? fallback);
    const reply = requestReply(request, say);
    await send({ key: `request:${call.id}:${person.id}`, to, reply, revision: 1 });
  }
  return true;
}
