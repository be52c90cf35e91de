import { fail } from '../../src/model/failure.ts';
import type { Router } from '../../src/model/router.ts';
import type { WorkerContext } from '../../src/queue/handler.ts';
import type { ConnectOptions } from '../../src/ssh/session.types.ts';

/** The registered router of a job; it may have been removed while the job waited. */
export async function routerOf(id: string, { store }: WorkerContext): Promise<Router> {
  return (await store.routers.get(id)) ?? fail({ cause: 'router-gone' });
}

/** How a registered router is connected to: its pinned key, and only where registered routers may be. */
export const connectOptions = (router: Router, signal: AbortSignal): ConnectOptions => ({
  hostKey: router.hostKey,
  limited: true,
  signal,
});
