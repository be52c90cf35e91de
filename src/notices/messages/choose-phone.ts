import { button } from '../../model/button.ts';
import { hiding, type Reply, text } from '../../model/message.ts';
import type { TestPhone } from '../../model/push-test.ts';
import type { Say } from '../../words/words.ts';
import { paged } from './paged.ts';
import { namesIn, testedPhone } from './push-test.ts';

/** A phone that was seen with a push connection, and the router it is behind. */
export interface SeenPhone {
  router: { id: string; name: string };
  phone: TestPhone;
}

/** What a phone is called among others: with its router where there are several. */
export function phoneNames(found: readonly SeenPhone[], say: Say): string[] {
  const routers = new Set(found.map(({ router }) => router.id));
  return found.map(({ router, phone }) =>
    routers.size === 1 ? testedPhone({ phone }, say) : `${testedPhone({ phone }, say)} (${router.name})`,
  );
}

/** Which phone shall be tested: a button for each that was seen behind a router, the newest first. */
export function choosePhone(found: readonly SeenPhone[], say: Say, page = 1): Reply {
  const labels = phoneNames(found, say);
  const phones = found.map(({ router, phone }, at) =>
    button('test-phone', { router: router.id, phone: phone.key, how: 'here' }, labels[at] ?? ''),
  );
  const [first, ...others] = new Set(found.map(({ router }) => router.id));
  const line = JSON.stringify({ name: 'test', args: others.length === 0 && first ? { router: first } : {} });
  return {
    tone: 'info',
    title: say('test.choose.title'),
    blocks: [text(say('test.choose.text'))],
    buttons: paged(
      phones,
      page,
      (to, label) => button('which', { what: 'tested', line, page: String(to) }, label),
      say,
    ),
    ...hiding(found.flatMap(namesIn), say),
  };
}

/** Nobody's push connection was seen behind this router. */
export const noPhone = (router: { id: string; name: string }, say: Say): Reply => ({
  tone: 'unsure',
  title: say('test.none.title', { router: router.name }),
  blocks: [text(say('test.none.text'))],
  buttons: [button('test-phone', { router: router.id, how: 'here' }, say('button.test'), 'primary')],
});
