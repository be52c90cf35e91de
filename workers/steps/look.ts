import { causes } from '../../src/causes/index.ts';
import { makePlan } from '../../src/changes/make-plan.ts';
import type { Plan } from '../../src/changes/plan.ts';
import { type Diagnosis, diagnose } from '../../src/diagnosis/diagnose.ts';
import { liveLooks } from '../../src/diagnosis/looks.ts';
import { sayProgress } from '../../src/diagnosis/report/progress.ts';
import type { Asker } from '../../src/model/job.ts';
import type { Router } from '../../src/model/router.ts';
import type { Run, WorkerContext } from '../../src/queue/handler.ts';
import { offersFor, remedies } from '../../src/remedies/index.ts';
import { cureOf, promisedBy } from '../../src/remedies/registry.ts';
import { forgottenLately } from './history.ts';
import { isWatchedHere } from './next-steps.ts';
import type { Painter } from './painter.ts';
import { connectOptions } from './reach.ts';
import { zoneOfRouter } from './router-zone.ts';
import { sawRouter } from './saw-router.ts';

export interface LookResult {
  diagnosis: Diagnosis;
  /** Remarks about the connection itself. */
  remarks: readonly string[];
  /** One of each offer, softest first; stored and open. */
  plans: Plan[];
  /** What would cure and does not fit: `remedy.<remedy>.none.<why>`. */
  none: { remedy: string; why: string }[];
  /** The chat that asks hears of this router already. */
  isWatched: boolean;
}

/** One diagnosis over the kept connection, remembered: devices for completion, last seen, a plan of each offer. */
export async function lookAt(
  router: Router,
  asker: Asker,
  device: string | undefined,
  context: WorkerContext,
  run: Run,
  paint: Painter,
): Promise<LookResult> {
  const { store, sessions } = context;
  const [applied, history] = await Promise.all([
    store.plans.applied(router.id),
    forgottenLately(router.id, context),
  ]);
  let remarks: readonly string[] = [];
  const diagnosis = await sessions.borrow(router, connectOptions(router, run.signal), (session) => {
    remarks = session.remarks;
    return diagnose(liveLooks(session), causes, {
      signal: run.signal,
      history,
      onProgress: (progress) => paint.progress(sayProgress(progress, paint.say)),
      promised: (snapshot) => promisedBy(remedies, applied, snapshot),
      ...(device === undefined ? {} : { device }),
    });
  });
  // All at once: each of these is a way to Redis and back, and what is written waits for its disk.
  const [isWatched, planned] = await Promise.all([
    isWatchedHere(router, asker, context),
    plansFor(diagnosis, applied, router, asker, context),
    remember(diagnosis, applied, router, context),
  ]);
  return { diagnosis, remarks, isWatched, ...planned };
}

/** Last seen, the zone, how what was applied stands, and devices for completion. */
async function remember(
  { snapshot, judgement }: Diagnosis,
  applied: readonly Plan[],
  router: Router,
  context: WorkerContext,
): Promise<void> {
  const { store } = context;
  const at = context.now();
  const zone = zoneOfRouter(snapshot);
  const devices = judgement.flows.map((flow) => flow.device);
  await Promise.all([
    sawRouter(router.id, context),
    zone !== undefined && store.notices.sawRouterZone(router.id, zone),
    devices.length > 0 && store.routers.sawDevices(router.id, devices),
    ...applied.map((plan) => {
      const [kept] = promisedBy(remedies, [plan], snapshot);
      return kept && store.plans.saw(plan.id, { standing: kept.standing, at });
    }),
  ]);
}

async function plansFor(
  { judgement, snapshot }: Diagnosis,
  applied: readonly Plan[],
  router: Router,
  asker: Asker,
  context: WorkerContext,
): Promise<Pick<LookResult, 'plans' | 'none'>> {
  const { offers, none } = offersFor(
    judgement.findings,
    { snapshot, flows: judgement.flows },
    applied.map(({ offer }) => offer),
  );
  const plans = offers.map((offer) =>
    makePlan(offer, cureOf(remedies, offer), snapshot, {
      routerId: router.id,
      requestedBy: asker.account,
      chat: asker.to,
      now: context.now(),
      rollbackS: context.timing(router.id).undoS,
    }),
  );
  await Promise.all(plans.map((plan) => context.store.plans.put(plan)));
  return { plans, none };
}
