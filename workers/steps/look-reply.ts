import { planBlocks } from '../../src/changes/plan-blocks.ts';
import { report } from '../../src/diagnosis/report/report.ts';
import type { JobOf } from '../../src/model/job.ts';
import { aside, type Block, type Button, heading, type Reply, text } from '../../src/model/message.ts';
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
  const again: Button = {
    label: say('button.check-again'),
    style: 'secondary',
    command: `diagnose ${router.id}`,
  };
  const details: Button[] =
    detailsId === null
      ? []
      : [{ label: say('button.details'), style: 'secondary', command: `details ${detailsId}` }];
  const revert: Button = { label: say('button.revert'), style: 'danger', command: `undo ${router.id}` };
  const apply: Button[] = plan
    ? [{ label: say('button.apply'), style: 'primary', command: `apply ${plan.id}` }]
    : [];
  if (intent === 'fix' && plan)
    return [
      ...apply,
      { label: say('button.cancel'), style: 'secondary', command: `cancel ${plan.id}` },
      ...details,
    ];
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
