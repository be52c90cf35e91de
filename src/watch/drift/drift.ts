import type { Plan } from '../../changes/plan.ts';
import { isKept, type Promised } from '../../model/offer.ts';
import type { Snapshot } from '../../probes/engine/probe.ts';
import { remedies } from '../../remedies/index.ts';
import { cureOf } from '../../remedies/registry.ts';
import type { WatchEventOf } from '../events.ts';
import type { PlanDrift } from '../state.ts';
import { eventId } from '../to-events.ts';

/** How the cure of an applied plan stands, by the parameters the plan keeps. `null`: that could not be read. */
export const standingOf = (snapshot: Snapshot, plan: Plan): Promised | null =>
  cureOf(remedies, plan.offer).promised(snapshot);

export const isWrong = ({ standing }: Promised): boolean => !isKept(standing);

/** What a new standing means for who watches, and what is remembered of it. */
export function turnDrift(
  was: PlanDrift | null,
  plan: Plan,
  { standing: stands, state }: Promised,
  where: { routerId: string; at: number },
): { drift: PlanDrift; event: WatchEventOf<'guard'> | null } {
  const before = was?.stands ?? 'stands';
  const drift: PlanDrift = { planId: plan.id, stands, told: was?.told ?? 0 };
  const isNews = stands !== before && !(stands === 'stands' && before === 'not-needed');
  if (!isNews) return { drift, event: null };
  const told = drift.told + 1;
  const turn = stands === 'stands' ? 'restored' : stands;
  const id = eventId(where.routerId, 'guard', plan.id, turn, told);
  const event = {
    ...where,
    id,
    kind: 'guard',
    state: turn,
    remedy: plan.offer.remedy,
    evidence: state.evidence,
  } as const;
  return { drift: { ...drift, told }, event };
}
