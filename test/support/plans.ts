import { makePlan, type PlanContext } from '../../src/changes/make-plan.ts';
import type { Plan } from '../../src/changes/plan.ts';
import type { Snapshot } from '../../src/probes/engine/probe.ts';
import { isNeedless, remedies, remedyFor } from '../../src/remedies/index.ts';
import { type Cure, cureOf } from '../../src/remedies/registry.ts';

/** The plan of one remedy for a router, or the word that says why it does not fit. */
export function planOrWhy(snapshot: Snapshot, context: PlanContext, remedy = 'exempt'): Plan | string {
  const offer = remedies.find(({ id }) => id === remedy)?.offer({ snapshot, flows: [] });
  if (offer === undefined) throw new Error(`no remedy ${remedy}`);
  return 'none' in offer ? offer.none : makePlan(offer, cureOf(remedies, offer), snapshot, context);
}

export function planFrom(snapshot: Snapshot, context: PlanContext, remedy = 'exempt'): Plan {
  const plan = planOrWhy(snapshot, context, remedy);
  if (typeof plan === 'string') throw new Error(`no plan: ${plan}`);
  return plan;
}

export const cureOfPlan = (plan: Plan): Cure => cureOf(remedies, plan.offer);

type Found = readonly { id: string }[];

/** What is worth offering where these were found, whether or not it fits the router. */
export const wantedFor = (found: Found): { exempt: boolean; revert: boolean } => ({
  exempt: found.some(({ id }) => remedyFor(id) === 'exempt'),
  revert: isNeedless(found),
});

/** What a report is told of offers, where all that would help fits. */
export const offered = (found: Found) => ({
  offers: remedies
    .filter(({ cures }) => found.some(({ id }) => cures.includes(id)))
    .map(({ id }) => ({
      remedy: id,
      title: { key: '', values: { from: 600, to: 7440, families: 'IPv4 + IPv6' } },
      shown: ['a rule', 'another'],
      persistent: true,
    })),
  revert: isNeedless(found),
});
