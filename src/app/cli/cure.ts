import { makePlan } from '../../changes/plan.ts';
import type { Plan } from '../../changes/plan.types.ts';
import { type Proof, prove } from '../../changes/prove.ts';
import { applyPlan, revertAll } from '../../changes/run.ts';
import type { Applied, Reverted, Stage } from '../../changes/run.types.ts';
import type { Diagnosis } from '../../diagnosis/diagnose.ts';
import { take } from '../../probes/engine/take.ts';
import { wantedFor } from '../../remedies/cures.ts';
import { sampleOf } from '../../remedies/exempt/proof.ts';
import type { Reached } from './with-router.ts';

/**
 * The plan a diagnosis suggests; `null`: none fits.
 * @param id for a plan that is only read, so that one look always gives the same; default: one nobody can guess
 */
export function planOf({ judgement, snapshot }: Diagnosis, id?: string): Plan | null {
  if (!wantedFor(judgement.findings).exempt) return null;
  const planned = makePlan(snapshot, {
    ...(id === undefined ? {} : { id }),
    routerId: 'one-shot',
    requestedBy: 'terminal:local',
    chat: { platform: 'terminal', chat: 'local' },
    now: snapshot.takenAt,
  });
  return planned.kind === 'plan' ? planned.plan : null;
}

type OnStage = (stage: Stage) => void;

const options = ({ sessions, target, connect, signal }: Reached, onProgress: OnStage) => ({
  sessions,
  target,
  connect,
  take,
  signal,
  onProgress,
});

/** Applies a plan and verifies it over new connections; it goes back by itself where that fails. */
export const apply = (reached: Reached, plan: Plan, onStage: OnStage): Promise<Applied> =>
  applyPlan({ ...options(reached, onStage), plan });

/** Takes back everything of ours. */
export const revert = (reached: Reached, onStage: OnStage): Promise<Reverted> =>
  revertAll(options(reached, onStage));

/** Seconds a person waits for a phone to show that the cure holds; it may sleep much longer. */
const proofS = 20;

/** Looks whether connections are kept now. */
export async function proven(
  { sessions, target, connect, signal }: Reached,
  applied: Applied,
): Promise<Proof> {
  const earlier = applied.kind === 'applied' ? [sampleOf(applied.snapshot)] : [];
  const session = await sessions.connect(target, connect);
  return prove({ session, take, earlier, seconds: proofS, everyS: 3, signal });
}
