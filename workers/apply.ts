import { applyPlan } from '../src/changes/apply.ts';
import type { Plan } from '../src/changes/plan.ts';
import type { Applied } from '../src/changes/run.types.ts';
import { tellApplied, tellStage } from '../src/changes/telling.ts';
import { explain } from '../src/chat/explain.ts';
import { type Button, button } from '../src/model/button.ts';
import { fail } from '../src/model/failure.ts';
import { type Asker, jobKey } from '../src/model/job.ts';
import { text } from '../src/model/message.ts';
import type { Router } from '../src/model/router.ts';
import { take } from '../src/probes/engine/take.ts';
import type { Handler, Run, WorkerContext } from '../src/queue/handler.ts';
import { remedies } from '../src/remedies/index.ts';
import { sampleOf } from '../src/remedies/proof.ts';
import type { Say } from '../src/words/words.ts';
import { audited } from './steps/audit.ts';
import { clockOf } from './steps/clock.ts';
import { detailsButton } from './steps/details-button.ts';
import { lookAt } from './steps/look.ts';
import { lookReply } from './steps/look-reply.ts';
import { type Painter, painter } from './steps/painter.ts';
import { connectOptions, routerOf } from './steps/reach.ts';
import { sawRouter } from './steps/saw-router.ts';

/** How long a second change of the same router waits for the first, ms. */
const lockWaitMs = 10_000;

const buttons = (router: Router, applied: Applied['kind'], say: Say): Button[] => [
  button('diagnose', { router: router.id }, say('button.check-again'), 'primary'),
  ...(applied === 'applied' || applied === 'unseen'
    ? [button('undo', { router: router.id }, say('button.revert'), 'danger')]
    : []),
];

/** A plan that no longer fits, or was interrupted, is answered with how things are now and a fresh plan. */
async function lookAgain(
  lead: string,
  router: Router,
  asker: Asker,
  context: WorkerContext,
  run: Run,
  paint: Painter,
): Promise<void> {
  const looked = await lookAt(router, asker, undefined, context, run, paint);
  const reply = lookReply(looked, router, 'fix', paint.say);
  await paint.final({ ...reply, blocks: [text(lead), ...reply.blocks] });
}

/** Runs a plan once, whoever pressed and however often. */
export const apply: Handler<'apply'> = async (job, context, run) => {
  const { asker, planId } = job;
  const paint = painter(asker, context, run);
  const { plan, was } = await context.store.plans.take(planId, context.now());
  const known = plan ?? (await context.store.plans.get(planId)) ?? fail({ cause: 'plan-gone' });
  const router = await routerOf(known.routerId, context);
  if (plan === null && was === 'expired')
    return lookAgain(paint.say('apply.expired'), router, asker, context, run, paint);
  // This same job ran before and its worker died: the router's own timer takes back what was not verified.
  if (plan === null && was === 'taken')
    return lookAgain(paint.say('apply.interrupted'), router, asker, context, run, paint);
  if (plan === null) return fail({ cause: 'plan-taken' });
  const applied = await audited(
    context,
    asker,
    router,
    { action: 'apply', planId, basis: plan.fingerprint },
    async () => {
      const result = await underLock(plan, router, context, run, paint);
      return { outcome: result.kind === 'applied' ? 'ok' : 'failed', result };
    },
  );
  await context.store.plans.finish(planId, applied.kind === 'applied' ? 'applied' : 'failed');
  if (applied.kind === 'applied') {
    await context.store.plans.saw(planId, { standing: 'stands', at: context.now() });
    await sawRouter(router.id, context);
  }
  if (applied.kind === 'refused' && applied.failure.cause === 'plan-stale') {
    return lookAgain(paint.say('apply.stale'), router, asker, context, run, paint);
  }
  const why = applied.kind === 'applied' ? [] : explain(applied.failure, asker.language).blocks;
  const { lines, ...told } = tellApplied(applied, plan, paint.say, {
    router: router.name,
    why,
    time: await clockOf(asker, context),
  });
  const details = await detailsButton(told, lines, context, paint.say);
  await paint.final({ ...told, buttons: [...buttons(router, applied.kind, paint.say), ...details] });
  if (applied.kind !== 'applied') return;
  const { atS, entries } = sampleOf(applied.snapshot);
  const earlier = [{ atS, lines: entries.map(({ line }) => line) }];
  const key = jobKey(run.id);
  await context.enqueue(
    { kind: 'prove', asker, routerId: router.id, planId, key, round: 1, earlier },
    `prove-${planId}-1`,
  );
};

async function underLock(
  plan: Plan,
  router: Router,
  context: WorkerContext,
  run: Run,
  paint: Painter,
): Promise<Applied> {
  const work = (held: AbortSignal) => {
    const signal = AbortSignal.any([run.signal, held]);
    return applyPlan({
      sessions: context.sessions,
      target: router,
      connect: connectOptions(router, signal),
      take,
      plan,
      remedies,
      signal,
      onProgress: (stage) => paint.progress({ ...tellStage(stage, paint.say), buttons: [] }),
    });
  };
  const applied = await context.store.withRouterLock(router.id, lockWaitMs, work);
  return applied ?? { kind: 'refused', failure: { cause: 'router-busy', router: router.name }, hint: null };
}
