import { applyPlan } from '../changes/apply.ts';
import { makePlan } from '../changes/make-plan.ts';
import type { Plan } from '../changes/plan.ts';
import type { Applied } from '../changes/run.types.ts';
import type { HistoryEntry } from '../model/history.ts';
import type { Router } from '../model/router.ts';
import type { Snapshot } from '../probes/engine/probe.ts';
import { take } from '../probes/engine/take.ts';
import { remedies } from '../remedies/index.ts';
import { cureOf } from '../remedies/registry.ts';
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

/** `applied` is `null` where no plan fits now, or somebody else is changing the router. */
interface PutBack {
  plan: Plan;
  applied: Applied | null;
}

/**
 * Puts back what a plan had put in, in the name of who said it shall be kept: a new plan of the same remedy for the router
 * as it is now, with the same rollback and proof as when a person presses.
 */
export async function putBack(
  snapshot: Snapshot,
  lost: Plan,
  router: Router,
  watch: Watch,
  keeping: Keeping,
): Promise<PutBack> {
  const { store, sessions, limited, signal, now } = keeping;
  const offer = remedies
    .find(({ id }) => id === lost.offer.remedy)
    ?.offer({
      snapshot,
      flows: [],
      lost: lost.offer.params,
    });
  if (offer === undefined || 'none' in offer) return { plan: lost, applied: null };
  const plan = makePlan(offer, cureOf(remedies, offer), snapshot, {
    routerId: router.id,
    requestedBy: watch.account,
    chat: watch.to,
    now: now(),
  });
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
    basis: plan.fingerprint,
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
        remedies,
        signal: AbortSignal.any([signal, held]),
      });
    });
    if (applied?.kind === 'applied') outcome = 'ok';
    return { plan, applied };
  } finally {
    await store.plans.finish(plan.id, outcome === 'ok' ? 'applied' : 'failed');
    await store.history.write(line('end', outcome));
  }
}
