import { planBlocks } from '../../src/changes/plan-blocks.ts';
import { report } from '../../src/diagnosis/report/report.ts';
import { type Button, button } from '../../src/model/button.ts';
import type { JobOf } from '../../src/model/job.ts';
import { aside, type Block, heading, type Reply, text } from '../../src/model/message.ts';
import type { Router } from '../../src/model/router.ts';
import { wantedFor } from '../../src/remedies/cures.ts';
import type { Say } from '../../src/words/words.ts';
import type { LookResult } from './look.ts';

/** The answer to a look: the report; for `/fix` the exact steps too; the buttons that fit. */
export function lookReply(
  { diagnosis, plan, noPlan, remarks }: LookResult,
  router: Router,
  intent: JobOf<'diagnose'>['intent'],
  detailsId: string | null,
  say: Say,
): Reply {
  const told = report(diagnosis.judgement, say, { wanted: wantedFor(diagnosis.judgement.findings) });
  const steps = plan && intent === 'fix' ? [heading(say('plan.heading')), ...planBlocks(plan, say)] : [];
  const without = noPlan ? [text(say(`cure.no-plan.${noPlan}`))] : [];
  const opening = intent === 'explain' ? [text(say('late.opening', { router: router.name }))] : [];
  return {
    ...told,
    blocks: [...opening, ...told.blocks, ...without, ...remarkBlocks(remarks, say), ...steps],
    buttons: buttonsFor({ diagnosis, plan }, router, intent, detailsId, say),
  };
}

function buttonsFor(
  { diagnosis, plan }: Pick<LookResult, 'diagnosis' | 'plan'>,
  router: Router,
  intent: string,
  detailsId: string | null,
  say: Say,
): Button[] {
  const { judgement } = diagnosis;
  const again: Button = button('diagnose', { router: router.id }, say('button.check-again'));
  const details: Button[] =
    detailsId === null ? [] : [button('details', { id: detailsId }, say('button.details'))];
  const revert: Button = button('undo', { router: router.id }, say('button.revert'), 'danger');
  const apply: Button[] = plan ? [button('apply', { plan: plan.id }, say('button.apply'), 'primary')] : [];
  if (intent === 'fix' && plan)
    return [...apply, button('cancel', { plan: plan.id }, say('button.cancel')), ...details];
  const inPlace = judgement.findings.some(
    ({ id }) => id === 'exemption-in-place' || id === 'exemption-not-needed',
  );
  return [...apply, ...(wantedFor(judgement.findings).revert || inPlace ? [revert] : []), again, ...details];
}

/** `old-algorithms: a, b` of a session, in words. */
function remarkBlocks(remarks: readonly string[], say: Say): Block[] {
  return remarks.flatMap((remark) => {
    const list = /^old-algorithms: (.+)$/.exec(remark)?.[1];
    return list === undefined ? [] : [aside(say('remark.old-algorithms', { list }))];
  });
}
