import type { Snapshot } from '../probes/engine/probe.ts';
import type { Session } from '../ssh/session.types.ts';
import { type Plan, scriptOf } from './plan.ts';
import type { Reverted, RunOptions } from './run.types.ts';
import { revertScript, rollBackScript, sweepScript } from './steps.ts';
import { scheduledOn, tracesOf } from './traces.ts';
import { demand, stepFailure, troubleOf } from './trouble.ts';

const stepMs = 60_000;

export interface RevertOptions extends RunOptions {
  /** The plans that stand on the router, newest first: their own revert steps, which were shown, are what runs. */
  plans: readonly Plan[];
}

/**
 * Takes back everything signed as ours, whoever applied it, when, and with what release: rollbacks still scheduled, then
 * the plans that are known, by their own steps, then whatever is left, by its signature.
 */
export async function revertAll(options: RevertOptions): Promise<Reverted> {
  const { signal, onProgress, take, remedies, plans } = options;
  const withSignal = signal && { signal };
  let session: Session | null = null;
  try {
    session = await options.sessions.connect(options.target, { ...options.connect, ...withSignal });
    const run = async (script: string) =>
      session && demand('revert', await session.run(script, { timeoutMs: stepMs, ...withSignal }));
    const sweep = () => run(sweepScript(remedies.flatMap(({ halfWritten }) => halfWritten)));
    onProgress?.('look');
    let snapshot = await take(session, withSignal);
    if (isClean(snapshot, options) && !plans.some((plan) => mayStand(snapshot, plan, options))) {
      await sweep();
      return { kind: 'nothing' };
    }
    onProgress?.('revert');
    for (const id of scheduledOn(snapshot)) await run(rollBackScript(id));
    for (const script of plans.map((plan) => scriptOf(plan, 'revert'))) if (script) await run(script);
    snapshot = await take(session, withSignal);
    for (const script of leftovers(snapshot, options)) await run(revertScript(script));
    await sweep();
    if (leftovers(snapshot, options).length > 0) snapshot = await take(session, withSignal);
    if (isClean(snapshot, options)) return { kind: 'reverted', snapshot };
    const left = tracesOf(remedies, snapshot).map(({ source, line }) => `${source}: ${line}`);
    return { kind: 'failed', failure: stepFailure('revert', left.join('\n').slice(0, 600)), hint: null };
  } catch (error) {
    return { kind: 'failed', ...troubleOf(error, signal) };
  } finally {
    session?.close();
  }
}

/** Whether there may be something of a plan, also where it leaves no trace. */
function mayStand(snapshot: Snapshot, { offer }: Plan, { remedies }: RevertOptions): boolean {
  const cure = remedies.find(({ id }) => id === offer.remedy)?.cure(offer.params);
  return cure?.state(snapshot)?.stands !== 'absent';
}

const leftovers = (snapshot: Snapshot, { remedies }: RevertOptions): string[] =>
  remedies.flatMap((remedy) => remedy.footprint(snapshot).revert ?? []);

const isClean = (snapshot: Snapshot, { remedies }: RevertOptions): boolean =>
  tracesOf(remedies, snapshot).length === 0 && scheduledOn(snapshot).length === 0;
