import { isKept } from '../model/offer.ts';
import type { NoticeStores } from './notice-stores.ts';

/** Whether our fixes are in place on a router: applied, and nothing of them lost when somebody last looked. */
export async function isFixInPlace(
  routerId: string,
  { plans }: Pick<NoticeStores, 'plans'>,
): Promise<boolean> {
  const applied = await plans.applied(routerId);
  const seen = await Promise.all(applied.map(({ id }) => plans.seen(id)));
  return applied.length > 0 && seen.every((one) => one === null || isKept(one.standing));
}
