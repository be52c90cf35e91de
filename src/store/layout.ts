import { fail } from '../model/failure.ts';
import type { StoreContext } from './store-context.ts';

/** How what is kept is laid out in keys. The first release wrote no number, and laid it out the same way. */
const layout = 1;

/**
 * Notes the layout; throws `data-newer` when a newer release has laid the data out in another way, before anything of
 * it is touched. Each record has a version of its own beside it (`redis/client/record.ts`).
 */
export async function checkLayout({ redis, key }: Pick<StoreContext, 'redis' | 'key'>): Promise<void> {
  await redis.set(key('layout'), String(layout), 'NX');
  const found = Number(await redis.get(key('layout')));
  if (found !== layout) fail({ cause: 'data-newer', found, reads: layout });
}
