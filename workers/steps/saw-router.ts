import type { WorkerContext } from '../../src/queue/handler.ts';

/** What it asks of a worker's context. */
interface Seeing {
  store: {
    routers: Pick<WorkerContext['store']['routers'], 'update'>;
    watches: Pick<WorkerContext['store']['watches'], 'wake'>;
  };
  now(): number;
}

/** A login succeeded: the router is known to be there, and a watch that waits with its next try need not. */
export async function sawRouter(routerId: string, { store, now }: Seeing): Promise<void> {
  await store.routers.update(routerId, { lastSeenAt: now() });
  await store.watches.wake(routerId);
}
