import { type Ask, answer, type CommandContext, type Outcome, queued } from '../../src/chat/command.ts';
import { fail } from '../../src/model/failure.ts';
import { hiding } from '../../src/model/message.ts';
import type { Router } from '../../src/model/router.ts';
import { choosePhone, type SeenPhone } from '../../src/notices/messages/choose-phone.ts';
import { namesIn, testedPhone } from '../../src/notices/messages/push-test.ts';

/** Queues a look at the router that finds the phone there is, or asks which one. */
export const lookForPhones = (router: Router, { asker, say }: Ask): Outcome =>
  queued({ kind: 'test', asker, routerId: router.id }, say('working.test', { router: router.name }));

/** Queues the test of a phone, which is this person's from now on. */
export async function testThis(
  { router, phone }: SeenPhone,
  { asker, person, say }: Ask,
  { store }: CommandContext,
): Promise<Outcome> {
  await store.pushTests.choose(person.id, { routerId: router.id, phone: phone.key });
  return queued(
    { kind: 'test', asker, routerId: router.id, phone: phone.key },
    say('working.test-phone', { phone: testedPhone({ phone }, say) }),
    hiding(namesIn({ phone }), say),
  );
}

/** The person's own phone among these, or the only one; else a question. */
export async function testOneOf(
  seen: readonly SeenPhone[],
  ask: Ask,
  context: CommandContext,
): Promise<Outcome> {
  const chosen = await context.store.pushTests.chosen(ask.person.id);
  const own = seen.find(({ router, phone }) => router.id === chosen?.routerId && phone.key === chosen.phone);
  const [only, ...others] = seen;
  const one = own ?? (others.length === 0 ? only : undefined);
  return one === undefined ? answer(choosePhone(seen, ask.say)) : testThis(one, ask, context);
}

const plain = (text: string): string => text.trim().toLowerCase();

/** The one somebody means by a name, an address or a MAC. */
export const phoneNamed = <Seen extends SeenPhone>(name: string, seen: readonly Seen[]): Seen | undefined =>
  seen.find(({ phone }) =>
    [phone.name, phone.ip, phone.mac].some((one) => one !== null && plain(one) === plain(name)),
  );

/** The same; fails where no phone is called so. */
export const phoneCalled = (name: string, seen: readonly SeenPhone[]): SeenPhone =>
  phoneNamed(name, seen) ??
  fail({ cause: 'phone-unknown', name, known: seen.flatMap(({ phone }) => phone.name ?? phone.ip) });
