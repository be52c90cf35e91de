import type { Forgotten } from '../../src/diagnosis/history.ts';
import type { HistoryEntry } from '../../src/model/history.ts';
import type { WorkerContext } from '../../src/queue/handler.ts';

const dayMs = 24 * 3600 * 1000;
/** Entries of the audit that are looked through for the last change. */
const entries = 100;
const changing: ReadonlySet<HistoryEntry['action']> = new Set(['apply', 'revert', 'guard']);

/** What it asks of a worker's context. */
interface Past {
  store: {
    notices: Pick<WorkerContext['store']['notices'], 'events'>;
    history: Pick<WorkerContext['store']['history'], 'read'>;
  };
  now(): number;
}

/** Push connections that a watch saw forgotten within a day, and since we last changed the router; oldest first. */
export async function forgottenLately(routerId: string, { store, now }: Past): Promise<Forgotten[]> {
  const to = now();
  const events = await store.notices.events(routerId, to - dayMs, to);
  const evicted = events.flatMap((event) => (event.kind === 'evicted' ? [event] : []));
  if (evicted.length === 0) return [];
  const done = await store.history.read(routerId, entries);
  const changedAt = Math.max(0, ...done.filter(({ action }) => changing.has(action)).map(({ at }) => at));
  return evicted
    .filter(({ at }) => at > changedAt)
    .map(({ at, idleS, evidence, flow: { service, family, device } }) => ({
      service,
      family,
      device,
      at,
      idleS,
      evidence,
    }));
}
