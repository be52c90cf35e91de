import { readWatchState } from '../watch/state.ts';
import type { NoticeStores } from './notice-stores.ts';

/** Whether our fix is in place on a router: applied, and not lost since as far as its watcher has seen. */
export async function isFixInPlace(
  routerId: string,
  store: Pick<NoticeStores, 'plans' | 'leases'>,
): Promise<boolean> {
  const applied = await store.plans.applied(routerId);
  if (applied === null) return false;
  const guard = readWatchState(await store.leases.state(routerId))?.guard;
  return guard?.planId !== applied.id || guard.stands === 'stands' || guard.stands === 'not-needed';
}
