import type { Asker } from '../../src/model/job.ts';
import { tenthIn, timeIn } from '../../src/notices/times.ts';
import type { WorkerContext } from '../../src/queue/handler.ts';

/** How whoever asked is told a time of today: `12:34:56 GMT+1`, in their zone. */
export async function clockOf(
  asker: Pick<Asker, 'account' | 'to'>,
  { store }: WorkerContext,
): Promise<(atMs: number) => string> {
  const zone = await zoneOf(asker, store);
  return (atMs) => timeIn(atMs, zone);
}

/** The same to a tenth of a second: `12:34:56.7`. */
export async function fineClockOf(
  asker: Pick<Asker, 'account' | 'to'>,
  { store }: WorkerContext,
): Promise<(atMs: number) => string> {
  const zone = await zoneOf(asker, store);
  return (atMs) => tenthIn(atMs, zone);
}

async function zoneOf(
  { account, to }: Pick<Asker, 'account' | 'to'>,
  store: WorkerContext['store'],
): Promise<string> {
  const person = await store.people.of(account);
  return store.notices.zoneOf(person.id, to);
}
