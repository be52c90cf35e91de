import { stepBlocks } from '../src/changes/plan-blocks.ts';
import { report } from '../src/diagnosis/report/report.ts';
import { heading } from '../src/model/message.ts';
import type { Handler } from '../src/queue/handler.ts';
import { isNeedless } from '../src/remedies/index.ts';
import { audited } from './steps/audit.ts';
import { lookAt } from './steps/look.ts';
import { lookReply } from './steps/look-reply.ts';
import { painter } from './steps/painter.ts';
import { routerOf } from './steps/reach.ts';

/** Looks at a router and tells; offers the fix when one fits. */
export const diagnose: Handler<'diagnose'> = async (job, context, run) => {
  const router = await routerOf(job.routerId, context);
  const paint = painter(job.asker, context, run);
  const looked = await audited(context, job.asker, router, { action: 'diagnose' }, async () => {
    const result = await lookAt(router, job.asker, job.device, context, run, paint);
    return { outcome: result.diagnosis.judgement.verdict, result };
  });
  const full = report(looked.diagnosis.judgement, paint.say, {
    full: true,
    offers: looked.plans.map(({ offer }) => offer),
    revert: isNeedless(looked.diagnosis.judgement.findings),
  });
  const steps = looked.plans.flatMap((plan) => [
    heading(paint.say('plan.steps')),
    ...stepBlocks(plan, paint.say),
  ]);
  const detailsId = await context.store.details.put({ ...full, blocks: [...full.blocks, ...steps] });
  await paint.final(lookReply(looked, router, job.intent, detailsId, paint.say));
};
