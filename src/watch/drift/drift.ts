import { type Plan, promisesToLast } from '../../changes/plan.ts';
import type { CureState } from '../../model/offer.ts';
import type { Snapshot } from '../../probes/engine/probe.ts';
import { remedies } from '../../remedies/index.ts';
import { cureOf } from '../../remedies/registry.ts';
import type { WatchEventOf } from '../events.ts';
import type { PlanDrift } from '../state.ts';
import { eventId } from '../to-events.ts';

/** How what a plan promised is kept, in the words of a watch. */
export interface Standing {
  stands: PlanDrift['stands'];
  evidence: CureState['evidence'];
}

/** How the cure of an applied plan stands, by the parameters the plan keeps. `null`: that could not be read. */
export function standingOf(snapshot: Snapshot, plan: Plan): Standing | null {
  const state = cureOf(remedies, plan.offer).state(snapshot);
  return state && { stands: inWords(state, promisesToLast(plan)), evidence: state.evidence };
}

function inWords({ is }: CureState, lasting: boolean): Standing['stands'] {
  if (is === 'not-needed' || is === 'displaced') return is;
  return is === 'persistent' || (is === 'live' && !lasting) ? 'stands' : 'lost';
}

export const isWrong = ({ stands }: Standing): boolean => stands === 'lost' || stands === 'displaced';

/** What a new standing means for who watches, and what is remembered of it. */
export function turnDrift(
  was: PlanDrift | null,
  plan: Plan,
  standing: Standing,
  where: { routerId: string; at: number },
): { drift: PlanDrift; event: WatchEventOf<'guard'> | null } {
  const before = was?.stands ?? 'stands';
  const { stands, evidence } = standing;
  const drift: PlanDrift = { planId: plan.id, stands, told: was?.told ?? 0 };
  const isNews = stands !== before && !(stands === 'stands' && before === 'not-needed');
  if (!isNews) return { drift, event: null };
  const told = drift.told + 1;
  const state = stands === 'stands' ? 'restored' : stands;
  const id = eventId(where.routerId, 'guard', plan.id, state, told);
  const event = { ...where, id, kind: 'guard', state, remedy: plan.offer.remedy, evidence } as const;
  return { drift: { ...drift, told }, event };
}
