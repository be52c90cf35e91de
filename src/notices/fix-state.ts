import type { Store } from '../store/store.types.ts';
import { readWatchState } from '../watch/state.ts';

/** Whether our fix is in place on a router: applied, and not lost since as far as its watcher has seen. */
export async function isFixInPlace(
  routerId: string,
  store: Pick<Store, 'plans' | 'leases'>,
): Promise<boolean> {
  const applied = await store.plans.applied(routerId);
  if (applied === null) return false;
  const guard = readWatchState(await store.leases.state(routerId))?.guard;
  return guard?.planId !== applied.id || guard.stands === 'stands' || guard.stands === 'not-needed';
}
