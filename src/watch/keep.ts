import { makePlan } from '../changes/plan.ts';
import { applyPlan } from '../changes/run.ts';
import type { Applied } from '../changes/run.types.ts';
import type { HistoryEntry } from '../model/history.ts';
import type { Router } from '../model/router.ts';
import type { Snapshot } from '../probes/engine/probe.ts';
import { take } from '../probes/engine/take.ts';
import type { Sessions } from '../ssh/session.types.ts';
import type { Watch } from './events.ts';
import type { WatcherStores } from './watcher-stores.ts';

export interface Keeping {
  store: Pick<WatcherStores, 'plans' | 'history' | 'withRouterLock'>;
  sessions: Pick<Sessions, 'connect'>;
  /** Registered routers are held to the allowed addresses. */
  limited: boolean;
  now(): number;
  signal: AbortSignal;
}

/** How long another change of the same router is waited for, ms. */
const lockWaitMs = 30_000;

/**
 * Puts lost rules back in the name of who said they shall be kept: a new plan for the router as it is now, with the
 * same undo and proof as when a person presses. `null`: no plan fits, or somebody else is changing the router.
 */
export async function putBack(
  snapshot: Snapshot,
  router: Router,
  watch: Watch,
  keeping: Keeping,
): Promise<Applied | null> {
  const { store, sessions, limited, signal, now } = keeping;
  const planned = makePlan(snapshot, {
    routerId: router.id,
    requestedBy: watch.account,
    chat: watch.to,
    now: now(),
  });
  if (planned.kind === 'none') return null;
  const { plan } = planned;
  await store.plans.put(plan);
  const line = (phase: HistoryEntry['phase'], outcome: string): HistoryEntry => ({
    at: now(),
    routerId: router.id,
    routerName: router.name,
    account: 'pushmedic',
    personName: 'Pushmedic',
    action: 'guard',
    phase,
    outcome,
    planId: plan.id,
    basis: plan.basis,
  });
  await store.history.write(line('start', ''));
  let outcome = 'failed';
  try {
    const applied = await store.withRouterLock(router.id, lockWaitMs, async (held) => {
      const taken = await store.plans.take(plan.id, now());
      if (taken.plan === null) return null;
      return applyPlan({
        sessions,
        target: router,
        connect: { hostKey: router.hostKey, limited },
        take,
        plan,
        signal: AbortSignal.any([signal, held]),
      });
    });
    if (applied?.kind === 'applied') outcome = 'ok';
    return applied;
  } finally {
    await store.plans.finish(plan.id, outcome === 'ok' ? 'applied' : 'failed');
    await store.history.write(line('end', outcome));
  }
}
