import { causes } from '../../src/causes/index.ts';
import { makePlan, type NoPlan } from '../../src/changes/plan.ts';
import type { Plan } from '../../src/changes/plan.types.ts';
import { type Diagnosis, diagnose } from '../../src/diagnosis/diagnose.ts';
import { liveLooks } from '../../src/diagnosis/looks.ts';
import { sayProgress } from '../../src/diagnosis/report/progress.ts';
import type { Asker } from '../../src/model/job.ts';
import type { Router } from '../../src/model/router.ts';
import type { Run, WorkerContext } from '../../src/queue/handler.ts';
import { wantedFor } from '../../src/remedies/cures.ts';
import type { Painter } from './painter.ts';
import { connectOptions } from './reach.ts';

export interface LookResult {
  diagnosis: Diagnosis;
  /** Remarks about the connection itself. */
  remarks: readonly string[];
  /** Stored and open; null when nothing is to be applied. */
  plan: Plan | null;
  /** Why there is none although one is wanted. */
  noPlan: NoPlan | null;
}

/** One diagnosis over the kept connection, remembered: devices for completion, last seen, a plan where one fits. */
export async function lookAt(
  router: Router,
  asker: Asker,
  device: string | undefined,
  context: WorkerContext,
  run: Run,
  paint: Painter,
): Promise<LookResult> {
  const { store, sessions } = context;
  let remarks: readonly string[] = [];
  const diagnosis = await sessions.borrow(router, connectOptions(router, run.signal), (session) => {
    remarks = session.remarks;
    return diagnose(liveLooks(session), causes, {
      signal: run.signal,
      onProgress: (progress) => paint.progress(sayProgress(progress, paint.say)),
      ...(device === undefined ? {} : { device }),
    });
  });
  await store.routers.update(router.id, { lastSeenAt: context.now() });
  const devices = diagnosis.judgement.flows.map((flow) => flow.device);
  if (devices.length > 0) await store.routers.sawDevices(router.id, devices);
  return { diagnosis, remarks, ...(await planFor(diagnosis, router, asker, context)) };
}

async function planFor(
  { judgement, snapshot }: Diagnosis,
  router: Router,
  asker: Asker,
  context: WorkerContext,
): Promise<Pick<LookResult, 'plan' | 'noPlan'>> {
  if (!wantedFor(judgement.findings).exempt) return { plan: null, noPlan: null };
  const planned = makePlan(snapshot, {
    routerId: router.id,
    requestedBy: asker.account,
    chat: asker.to,
    now: context.now(),
    undoSeconds: context.timing.undoS,
  });
  if (planned.kind === 'none') return { plan: null, noPlan: planned.why };
  await context.store.plans.put(planned.plan);
  return { plan: planned.plan, noPlan: null };
}
