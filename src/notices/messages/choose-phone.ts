import { button } from '../../model/button.ts';
import { aside, hiding, type Reply, text } from '../../model/message.ts';
import type { TestPhone } from '../../model/push-test.ts';
import type { Say } from '../../words/words.ts';
import { namesIn, testedPhone } from './push-test.ts';

/** More buttons than this nobody looks through. */
const most = 8;

/** Which phone shall be tested: a button for each that was seen behind a router, the newest first. */
export function choosePhone(
  found: readonly { router: { id: string; name: string }; phone: TestPhone }[],
  say: Say,
): Reply {
  const routers = new Set(found.map(({ router }) => router.id));
  const label = ({ router, phone }: (typeof found)[number]): string =>
    routers.size === 1 ? testedPhone({ phone }, say) : `${testedPhone({ phone }, say)} (${router.name})`;
  return {
    tone: 'info',
    title: say('test.choose.title'),
    blocks: [text(say('test.choose.text')), ...(found.length > most ? [aside(say('test.choose.more'))] : [])],
    buttons: found
      .slice(0, most)
      .map((one) =>
        button('test-phone', { router: one.router.id, phone: one.phone.key, how: 'here' }, label(one)),
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
