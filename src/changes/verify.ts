import { setTimeout as pause } from 'node:timers/promises';
import { Failed } from '../model/failure.ts';
import type { Snapshot } from '../probes/engine/probe.ts';
import type { Cure } from '../remedies/registry.ts';
import type { Session } from '../ssh/session.types.ts';
import { fingerprintOf } from './fingerprint.ts';
import { type Plan, promisesToLast, scriptOf } from './plan.ts';
import type { Take } from './run.types.ts';
import { demand, stepFailure } from './trouble.ts';

/** A firewall that reloads in between throws live rules away: they are put in again this often. */
const repeats = 2;
const repeatMs = 3_000;

interface Verifying {
  plan: Plan;
  cure: Cure;
  take: Take;
  /** The part that outlives a reload must be there too. */
  lasting: boolean;
  /** Puts the live part in once more. */
  again(): Promise<void>;
  pauseMs: number | undefined;
  signal?: AbortSignal;
}

/**
 * Looks with a snapshot read here: what was put in stands, and everything else is what the plan was made for.
 * @throws Failed `step-failed` when not
 */
export async function verify(session: Session, verifying: Verifying): Promise<Snapshot> {
  const { take, again, signal, pauseMs } = verifying;
  for (let time = 0; ; time++) {
    const snapshot = await take(session, signal && { signal });
    const wrong = whatIsWrong(snapshot, verifying);
    if (wrong === null) return snapshot;
    if (!wrong.mayReturn || time === repeats) throw new Failed(stepFailure('verify', wrong.said));
    await pause(pauseMs ?? repeatMs, undefined, signal && { signal });
    await again();
  }
}

/** The plan's own verify step, on the router: the same with other eyes. */
export async function verifyThere(
  session: Session,
  plan: Plan,
  signal: AbortSignal | undefined,
): Promise<void> {
  const limits = { timeoutMs: 30_000, ...(signal && { signal }) };
  const script = scriptOf(plan, 'verify');
  if (script !== undefined) demand('verify', await session.run(script, limits));
}

function whatIsWrong(
  snapshot: Snapshot,
  { plan, cure, lasting }: Verifying,
): { said: string; mayReturn: boolean } | null {
  if (fingerprintOf(cure, snapshot) !== plan.fingerprint)
    return { said: 'rules or settings that are not ours changed meanwhile', mayReturn: false };
  const stands = cure.state(snapshot)?.stands;
  if (stands === undefined) return { said: 'what was put in could not be read', mayReturn: false };
  if (stands === 'absent' || stands === 'displaced')
    return { said: 'what was put in does not stand where it works', mayReturn: stands === 'absent' };
  return lasting && promisesToLast(plan) && stands !== 'persistent'
    ? { said: 'the part that outlives a reboot is missing', mayReturn: false }
    : null;
}
