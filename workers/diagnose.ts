import { details } from '../src/diagnosis/report/details.ts';
import type { Handler } from '../src/queue/handler.ts';
import { audited } from './steps/audit.ts';
import { detailsButton } from './steps/details-button.ts';
import { lookAt } from './steps/look.ts';
import { lookReply, optionsOf } from './steps/look-reply.ts';
import { painter } from './steps/painter.ts';
import { isKnown, unknownPhone } from './steps/phone.ts';
import { routerOf } from './steps/reach.ts';

/** Looks at a router and tells; offers the fix when one fits. */
export const diagnose: Handler<'diagnose'> = async (job, context, run) => {
  const router = await routerOf(job.routerId, context);
  const paint = painter(job.asker, context, run);
  const looked = await audited(context, job.asker, router, { action: 'diagnose' }, async () => {
    const result = await lookAt(router, job.asker, job.device, context, run, paint);
    return { outcome: result.diagnosis.judgement.verdict, result };
  });
  if (job.device !== undefined && !(await isKnown(job.device, looked.diagnosis.snapshot, router, context)))
    return paint.final(await unknownPhone(job.device, router, context, paint.say));
  const told = lookReply(looked, router, job.intent, paint.say);
  const behind = details(looked.diagnosis.judgement, paint.say, optionsOf(looked, router));
  const more = await detailsButton(told, behind, context, paint.say);
  await paint.final({ ...told, buttons: [...told.buttons, ...more] });
};
