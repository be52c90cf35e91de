import { stepBlocks } from '../src/exemptions/plan-blocks.ts';
import { report } from '../src/findings/report.ts';
import type { Handler } from '../src/handler.ts';
import { heading } from '../src/reply.ts';
import { lookAt } from './shared/look.ts';
import { lookedReply } from './shared/looked.ts';
import { painter } from './shared/painter.ts';
import { routerOf } from './shared/reach.ts';
import { recorded } from './shared/record.ts';

/** Looks at a router and tells; offers the fix when one fits. */
export const diagnose: Handler<'diagnose'> = async (job, shop, run) => {
  const router = await routerOf(job.routerId, shop);
  const paint = painter(job.asker, shop, run);
  const looked = await recorded(shop, job.asker, router, { action: 'diagnose' }, async () => {
    const result = await lookAt(router, job.asker, job.device, shop, run, paint);
    return { outcome: result.diagnosis.judgement.verdict, result };
  });
  const full = report(looked.diagnosis.judgement, paint.say, { full: true });
  const steps = looked.plan ? [heading(paint.say('plan.steps')), ...stepBlocks(looked.plan, paint.say)] : [];
  const detailsId = await shop.store.details.put({ ...full, blocks: [...full.blocks, ...steps] });
  await paint.final(lookedReply(looked, router, job.intent, detailsId, paint.say));
};
