import { chatId } from '../../src/model/address.ts';
import { type Button, button } from '../../src/model/button.ts';
import type { Asker } from '../../src/model/job.ts';
import type { Router } from '../../src/model/router.ts';
import type { WorkerContext } from '../../src/queue/handler.ts';
import type { Proof } from '../../src/remedies/proof.ts';
import { type Say, speak } from '../../src/words/words.ts';

/** Whether the chat that asks hears of this router already. */
export const isWatchedHere = async (
  { id }: Pick<Router, 'id'>,
  { to }: Pick<Asker, 'to'>,
  { store }: Pick<WorkerContext, 'store'>,
): Promise<boolean> => (await store.watches.of(id)).some((one) => chatId(one.to) === chatId(to));

/** What all is well leads to: a notification that is timed, and being told when it is so no more. */
export const whenWell = ({ id }: Pick<Router, 'id'>, isWatched: boolean, say: Say): Button[] => [
  button('test-phone', { router: id }, say('button.test'), 'primary'),
  ...(isWatched ? [] : [button('watch-this', { router: id }, say('button.watch'), 'primary')]),
];

/** What can be done after the watch that follows an apply. */
export async function afterProof(
  proof: Proof,
  router: Router,
  asker: Asker,
  context: WorkerContext,
): Promise<Button[]> {
  const say = speak(asker.language);
  const revert = button('undo', { router: router.id }, say('button.revert'), 'danger');
  const again = (style: Button['style']) =>
    button('diagnose', { router: router.id }, say('button.check-again'), style);
  if (proof.kind === 'proven')
    return [
      ...whenWell(router, await isWatchedHere(router, asker, context), say),
      revert,
      again('secondary'),
    ];
  return [again('primary'), revert];
}
