import { type Button, button, buttonOf } from '../model/button.ts';
import { hiding, type Reply, text } from '../model/message.ts';
import type { Router } from '../model/router.ts';
import { choosePhone, phoneNames, type SeenPhone } from '../notices/messages/choose-phone.ts';
import { paged } from '../notices/messages/paged.ts';
import { namesIn } from '../notices/messages/push-test.ts';
import { phonesOf } from '../notices/tested-phones.ts';
import type { Say } from '../words/words.ts';
import type { Line } from './line.ts';
import type { CommandStores } from './stores.ts';

/** What may be asked for by buttons. `tested`: the phone of a notification that is timed. */
export const choosable = ['router', 'phone', 'tested'] as const;
export type Choosable = (typeof choosable)[number];

/** A question, the line that is run with what is chosen, and the page of its buttons, the first being 1. */
export interface Question {
  what: Choosable;
  line: Line;
  page: number;
}

type Stores = Pick<CommandStores, 'routers'>;

/** All phones that were seen with a push connection, those seen last before others of the same router. */
export async function phonesBehind<R extends Pick<Router, 'id' | 'name'>>(
  routers: readonly R[],
  store: Stores,
): Promise<(SeenPhone & { router: R })[]> {
  const all = await Promise.all(
    routers.map(async (router) =>
      phonesOf(await store.routers.devices(router.id)).map((phone) => ({ router, phone })),
    ),
  );
  return all.flat();
}

const turning =
  ({ what, line }: Question) =>
  (to: number, label: string): Button =>
    button('which', { what, line: JSON.stringify(line), page: String(to) }, label);

const withArg = ({ name, args }: Line, arg: string, value: string, label: string): Button =>
  buttonOf({ command: name, args: { ...args, [arg]: value } }, label);

/** Which router: a button for each, the command again with it. */
function chooseRouter(question: Question, routers: readonly Router[], say: Say): Reply {
  const all = routers.map(({ id, name }) => withArg(question.line, 'router', id, name));
  return {
    tone: 'info',
    title: say('choose.router.title'),
    blocks: [],
    buttons: paged(all, question.page, turning(question), say),
  };
}

/** Which phone: a button for each that was seen, the command again with it, and one for all of them. */
function chooseDevice(question: Question, found: readonly SeenPhone[], say: Say): Reply {
  const { line } = question;
  const labels = phoneNames(found, say);
  const all = found.map(({ router, phone }, at) =>
    withArg(
      { ...line, args: { ...line.args, router: router.id } },
      'device',
      phone.name ?? phone.key,
      labels[at] ?? '',
    ),
  );
  const { device: _, ...rest } = line.args;
  return {
    tone: 'info',
    title: say('choose.phone.title'),
    blocks: [text(say(found.length > 0 ? 'choose.phone.text' : 'choose.phone.none'))],
    buttons: [
      ...paged(all, question.page, turning(question), say),
      buttonOf({ command: line.name, args: rest }, say('button.all-phones')),
    ],
    ...hiding(found.flatMap(namesIn), say),
  };
}

/** A question with a button for each thing to choose from, in pages: the command again, with what was chosen. */
export async function choose(question: Question, store: Stores, say: Say): Promise<Reply> {
  const routers = await store.routers.list();
  if (question.what === 'router') return chooseRouter(question, routers, say);
  const { router } = question.line.args;
  const wanted = routers.filter(({ id, name }) => router === undefined || router === id || router === name);
  const found = await phonesBehind(wanted, store);
  return question.what === 'tested'
    ? choosePhone(found, say, question.page)
    : chooseDevice(question, found, say);
}
