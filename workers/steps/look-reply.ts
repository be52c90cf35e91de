import type { Plan } from '../../src/changes/plan.ts';
import { planBlocks } from '../../src/changes/plan-blocks.ts';
import type { Judgement } from '../../src/diagnosis/judgement.ts';
import { type SummaryOptions, summary } from '../../src/diagnosis/report/summary.ts';
import { type Button, button } from '../../src/model/button.ts';
import type { JobOf } from '../../src/model/job.ts';
import { aside, type Block, heading, type Reply, text } from '../../src/model/message.ts';
import type { Router } from '../../src/model/router.ts';
import { vendorOf } from '../../src/notices/vendor.ts';
import { isInPlace, isNeedless } from '../../src/remedies/index.ts';
import { type Say, sayAny } from '../../src/words/words.ts';
import type { LookResult } from './look.ts';
import { whenWell } from './next-steps.ts';

/** The answer to a look on one phone screen; for `/fix` the steps by name too; the buttons that fit. */
export function lookReply(
  { diagnosis, plans, none, remarks, isWatched }: LookResult,
  router: Router,
  intent: JobOf<'diagnose'>['intent'],
  say: Say,
): Reply {
  const told = summary(diagnosis.judgement, say, {
    ...optionsOf({ diagnosis, plans }, router),
    picture: intent !== 'fix',
  });
  const steps = intent === 'fix' ? plansBlocks(plans, say) : [];
  const without = none.map(({ remedy, why }) => text(sayAny(say.language, `remedy.${remedy}.none.${why}`)));
  return {
    ...told,
    blocks: [...told.blocks, ...without, ...remarkBlocks(remarks, say), ...steps],
    buttons: buttonsFor({ diagnosis, plans, isWatched }, router, intent, say),
  };
}

/** What a report is told beside the judgement. */
export const optionsOf = (
  { diagnosis, plans }: Pick<LookResult, 'diagnosis' | 'plans'>,
  { name }: Pick<Router, 'name'>,
): SummaryOptions => ({
  router: name,
  vendorOf,
  offers: plans.map(({ offer }) => offer),
  revert: isNeedless(diagnosis.judgement.findings),
});

/** What each plan does; where there are several, under the name and number its button has. */
function plansBlocks(plans: readonly Plan[], say: Say): Block[] {
  return plans.flatMap((plan, n) => {
    const { key, values } = plan.offer.title;
    const name = `${n + 1}. ${sayAny(say.language, key, values)}`;
    return [heading(plans.length > 1 ? name : say('plan.heading')), ...planBlocks(plan, say)];
  });
}

function buttonsFor(
  { diagnosis, plans, isWatched }: Pick<LookResult, 'diagnosis' | 'plans' | 'isWatched'>,
  router: Router,
  intent: string,
  say: Say,
): Button[] {
  const { judgement } = diagnosis;
  const again: Button = button('diagnose', { router: router.id }, say('button.check-again'));
  const steps = plans.map(({ id }, n): Button => {
    const label = plans.length > 1 ? say('button.steps-nth', { n: n + 1 }) : say('button.steps');
    return button('steps', { plan: id }, label);
  });
  const revert: Button = button('undo', { router: router.id }, say('button.revert'), 'danger');
  const apply = plans.map(({ id }, n): Button => {
    const label = plans.length > 1 ? say('button.apply-nth', { n: n + 1 }) : say('button.apply');
    return button('apply', { plan: id }, label, n === 0 ? 'primary' : 'secondary');
  });
  const [first] = plans;
  if (intent === 'fix' && first)
    return [...apply, button('cancel', { plan: first.id }, say('button.cancel')), ...steps];
  const back = isNeedless(judgement.findings) || isInPlace(judgement.findings) ? [revert] : [];
  const well = judgement.verdict === 'healthy' ? whenWell(router, isWatched, say) : [];
  return [...apply, ...well, ...back, again, ...deciding(judgement, router, say), ...steps];
}

/** What would decide what was left open, where it is more than checking again. */
function deciding({ deciding: test, findings }: Judgement, router: Router, say: Say): Button[] {
  if (test === 'watch') return [button('watch-this', { router: router.id }, say('button.watch'))];
  if (test !== 'locked') return [];
  const device = findings.flatMap(({ flows }) => flows)[0]?.device.ip;
  const args = { router: router.id, ...(device === undefined ? {} : { device }) };
  return [button('diagnose', args, say('button.check-locked'))];
}

/** `old-algorithms: a, b` of a session, in words. */
function remarkBlocks(remarks: readonly string[], say: Say): Block[] {
  return remarks.flatMap((remark) => {
    const list = /^old-algorithms: (.+)$/.exec(remark)?.[1];
    return list === undefined ? [] : [aside(say('remark.old-algorithms', { list }))];
  });
}
