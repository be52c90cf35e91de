import { applyPlan } from '../../changes/apply.ts';
import { makePlan } from '../../changes/make-plan.ts';
import type { Plan } from '../../changes/plan.ts';
import { prove } from '../../changes/prove.ts';
import { revertAll } from '../../changes/revert.ts';
import type { Applied, Reverted, Stage } from '../../changes/run.types.ts';
import type { Diagnosis } from '../../diagnosis/diagnose.ts';
import type { Offer } from '../../model/offer.ts';
import { take } from '../../probes/engine/take.ts';
import { offersFor, remedies } from '../../remedies/index.ts';
import { type Proof, sampleOf } from '../../remedies/proof.ts';
import { cureOf } from '../../remedies/registry.ts';
import type { Reached } from './with-router.ts';

/**
 * A plan of each thing a diagnosis offers, softest first, made for nobody.
 * @param id for plans that are only read, so that one look always gives the same; default: ones nobody can guess
 */
export function plansOf({ judgement, snapshot }: Diagnosis, id?: string): { offer: Offer; plan: Plan }[] {
  const { offers } = offersFor(judgement.findings, { snapshot, flows: judgement.flows });
  return offers.map((offer) => ({
    offer,
    plan: makePlan(offer, cureOf(remedies, offer), snapshot, {
      ...(id === undefined ? {} : { id }),
      routerId: 'one-shot',
      requestedBy: 'terminal:local',
      chat: { platform: 'terminal', chat: 'local' },
      now: snapshot.takenAt,
    }),
  }));
}

type OnStage = (stage: Stage) => void;

const options = ({ sessions, target, connect, signal }: Reached, onProgress: OnStage) => ({
  sessions,
  target,
  connect,
  take,
  remedies,
  signal,
  onProgress,
});

/** Applies a plan and verifies it over new connections; it goes back by itself where that fails. */
export const apply = (reached: Reached, plan: Plan, onStage: OnStage): Promise<Applied> =>
  applyPlan({ ...options(reached, onStage), plan });

/** Takes back everything of ours. */
export const revert = (reached: Reached, onStage: OnStage): Promise<Reverted> =>
  revertAll({ ...options(reached, onStage), plans: [] });

/** Seconds a person waits for a phone to show that the cure holds; it may sleep much longer. */
const proofS = 20;

/** Looks whether connections are kept now. */
export async function proven(
  { sessions, target, connect, signal }: Reached,
  plan: Plan,
  applied: Applied,
): Promise<Proof> {
  const earlier = applied.kind === 'applied' ? [sampleOf(applied.snapshot)] : [];
  const session = await sessions.connect(target, connect);
  return prove({
    session,
    take,
    cure: cureOf(remedies, plan.offer),
    earlier,
    seconds: proofS,
    everyS: 3,
    signal,
  });
}
