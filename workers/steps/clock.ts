import type { Asker } from '../../src/model/job.ts';
import { timeIn } from '../../src/notices/times.ts';
import type { WorkerContext } from '../../src/queue/handler.ts';

/** How whoever asked is told a time of today: `12:34:56 GMT+1`, in their zone. */
export async function clockOf(
  { account }: Asker,
  { store }: WorkerContext,
): Promise<(atMs: number) => string> {
  const person = await store.people.of(account);
  const zone = await store.notices.zoneOf(person.id);
  return (atMs) => timeIn(atMs, zone);
}
