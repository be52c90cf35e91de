import { type Button, button } from '../../src/model/button.ts';
import type { Block, Reply } from '../../src/model/message.ts';
import type { WorkerContext } from '../../src/queue/handler.ts';
import type { Say } from '../../src/words/words.ts';

/** **Details** under an answer: `behind` is kept, under the same title; none where there is nothing. */
export async function detailsButton(
  told: Omit<Reply, 'buttons'>,
  behind: Block[],
  { store }: Pick<WorkerContext, 'store'>,
  say: Say,
): Promise<Button[]> {
  if (behind.length === 0) return [];
  const id = await store.details.put({ ...told, blocks: behind, buttons: [] });
  return [button('details', { id }, say('button.details'))];
}
