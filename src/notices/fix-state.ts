import { readWatchState } from '../watch/state.ts';
import type { NoticeStores } from './notice-stores.ts';

/** Whether our fix is in place on a router: applied, and nothing of it lost since as far as its watcher has seen. */
export async function isFixInPlace(
  routerId: string,
  store: Pick<NoticeStores, 'plans' | 'leases'>,
): Promise<boolean> {
  const plans = await store.plans.applied(routerId);
  const drift = readWatchState(await store.leases.state(routerId))?.drift ?? [];
  const isKept = (planId: string) => {
    const seen = drift.find((one) => one.planId === planId)?.stands ?? 'stands';
    return seen === 'stands' || seen === 'not-needed';
  };
  return plans.length > 0 && plans.every(({ id }) => isKept(id));
}
