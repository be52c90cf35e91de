import type { Evidence } from '../model/evidence.ts';
import { Failed } from '../model/failure.ts';
import type { Snapshot } from '../probes/engine/probe.ts';
import { standingEvidence, standsLive, standsPersistent } from '../remedies/exempt/standing.ts';
import type { Session } from '../ssh/session.types.ts';
import { basisOf } from './basis.ts';
import type { Plan } from './plan.types.ts';
import type { Take } from './run.types.ts';
import { demand, stepFailure } from './trouble.ts';

/**
 * Looks twice, with different eyes: the plan's own verify steps on the router, and a snapshot read here. Our rules
 * stand above the offload rule everywhere, and everything else is what the plan was made for.
 * @throws Failed `step-failed` when not
 */
export async function verify(
  session: Session,
  plan: Plan,
  { take, persistent, signal }: { take: Take; persistent: boolean; signal?: AbortSignal },
): Promise<{ snapshot: Snapshot; evidence: Evidence[] }> {
  const limits = { timeoutMs: 30_000, ...(signal && { signal }) };
  for (const step of plan.steps.verify) demand(step.id, await session.run(step.script, limits));
  const snapshot = await take(session, signal && { signal });
  const wrong = whatIsWrong(snapshot, plan, persistent);
  if (wrong) throw new Failed(stepFailure('verify', wrong));
  return { snapshot, evidence: standingEvidence(snapshot, plan) };
}

function whatIsWrong(snapshot: Snapshot, plan: Plan, persistent: boolean): string | null {
  if (!standsLive(snapshot, plan)) return 'the exemption does not stand above the offload rule everywhere';
  if (persistent && !standsPersistent(snapshot, plan)) return 'the file that outlives a reboot is missing';
  return basisOf(snapshot) === plan.basis ? null : 'rules that are not ours changed meanwhile';
}
