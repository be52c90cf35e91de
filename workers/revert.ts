import { revertAll } from '../src/changes/revert.ts';
import type { Reverted } from '../src/changes/run.types.ts';
import { tellReverted, tellStage } from '../src/changes/telling.ts';
import { explain } from '../src/chat/explain.ts';
import { button } from '../src/model/button.ts';
import { take } from '../src/probes/engine/take.ts';
import type { Handler } from '../src/queue/handler.ts';
import { remedies } from '../src/remedies/index.ts';
import { audited } from './steps/audit.ts';
import { painter } from './steps/painter.ts';
import { connectOptions, routerOf } from './steps/reach.ts';
import { sawRouter } from './steps/saw-router.ts';

const lockWaitMs = 10_000;

/** Takes back everything of ours, and tells what was seen afterwards. */
export const revert: Handler<'revert'> = async (job, context, run) => {
  const { asker } = job;
  const router = await routerOf(job.routerId, context);
  const paint = painter(asker, context, run);
  const reverted = await audited(context, asker, router, { action: 'revert' }, async () => {
    const result: Reverted = (await context.store.withRouterLock(router.id, lockWaitMs, async (held) => {
      const signal = AbortSignal.any([run.signal, held]);
      return revertAll({
        plans: await context.store.plans.applied(router.id),
        remedies,
        sessions: context.sessions,
        target: router,
        connect: connectOptions(router, signal),
        take,
        signal,
        onProgress: (stage) => paint.progress({ ...tellStage(stage, paint.say), buttons: [] }),
      });
    })) ?? { kind: 'failed', failure: { cause: 'router-busy', router: router.name }, hint: null };
    return { outcome: result.kind === 'failed' ? 'failed' : 'ok', result };
  });
  if (reverted.kind !== 'failed') {
    for (const { id } of await context.store.plans.applied(router.id))
      await context.store.plans.finish(id, 'reverted');
    await sawRouter(router.id, context);
  }
  const why = reverted.kind === 'failed' ? explain(reverted.failure, asker.language).blocks : [];
  await paint.final({
    ...tellReverted(reverted, paint.say, { router: router.name, why }),
    buttons: [button('diagnose', { router: router.id }, paint.say('button.check-again'))],
  });
};
