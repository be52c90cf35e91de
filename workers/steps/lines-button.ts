import type { Ended } from '../../src/changes/telling.ts';
import { type Button, button } from '../../src/model/button.ts';
import type { WorkerContext } from '../../src/queue/handler.ts';
import type { Say } from '../../src/words/words.ts';

/** **Details** of how something ended: the router's own lines, kept; none where there are none. */
export async function linesButton(
  { lines, ...told }: Ended,
  { store }: Pick<WorkerContext, 'store'>,
  say: Say,
): Promise<Button[]> {
  if (lines.length === 0) return [];
  const id = await store.details.put({ ...told, blocks: lines, buttons: [] });
  return [button('details', { id }, say('button.details'))];
}
