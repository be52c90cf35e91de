import type { Snapshot } from '../probes/engine/probe.ts';
import { type Cure, cureOf } from '../remedies/registry.ts';
import type { Session } from '../ssh/session.types.ts';
import { fingerprintOf } from './fingerprint.ts';
import { type Plan, promisesToLast, type StepId, scriptOf } from './plan.ts';
import { recover } from './recover.ts';
import type { Applied, ApplyOptions } from './run.types.ts';
import { traceText } from './traces.ts';
import { demand, stepFailure, troubleOf, untouched } from './trouble.ts';
import { verify, verifyThere } from './verify.ts';

/** Longest time one step may take. Rendering all rules takes seconds on a slow router. */
const stepMs = 60_000;

/** One apply under way. */
interface Run extends ApplyOptions {
  cure: Cure;
  onNewConnection<T>(use: (session: Session) => Promise<T>): Promise<T>;
  step(session: Session, id: StepId): Promise<void>;
}

/** How far it has come, for whoever has to clear up. */
interface Progress {
  /** What was there of ours before. */
  tracesBefore: string;
  scheduling: boolean;
  confirming: boolean;
}

/**
 * Runs a plan, as a commit that has to be confirmed. Four connections: one reads the router again and schedules the
 * rollback; a second, after the first has ended, finds its timer alive and puts the live part in; a third verifies this
 * and only then makes it last; a fourth verifies all and confirms. Whatever goes wrong in between, the router is rolled
 * back, by us or by the timer. Expected failures are returned, never thrown.
 */
export async function applyPlan(options: ApplyOptions): Promise<Applied> {
  const { plan, remedies, signal } = options;
  const progress: Progress = { tracesBefore: '', scheduling: false, confirming: false };
  let run: Run;
  try {
    run = runOf(options, cureOf(remedies, plan.offer));
    const early = await schedule(run, progress);
    if (early) return early;
  } catch (error) {
    const trouble = troubleOf(error, signal);
    // A rollback that was scheduled before the line broke has nothing to undo, but would keep others waiting.
    if (progress.scheduling && trouble.hint === null)
      await recover(options, { trouble, ...progress, scheduledAt: Date.now() });
    return { kind: 'refused', ...untouched(trouble) };
  }
  const scheduledAt = Date.now();
  try {
    return await change(run, progress);
  } catch (error) {
    const rollBack = (trouble: Parameters<typeof recover>[1]['trouble']) =>
      recover(options, { trouble, ...progress, scheduledAt });
    try {
      return await rollBack(troubleOf(error, signal));
    } catch (bug) {
      await rollBack({ failure: stepFailure('run', String(bug)), hint: null });
      throw bug;
    }
  }
}

function runOf(options: ApplyOptions, cure: Cure): Run {
  const { plan, signal, onProgress } = options;
  const withSignal = signal && { signal };
  return {
    ...options,
    cure,
    async onNewConnection(use) {
      const session = await options.sessions.connect(options.target, { ...options.connect, ...withSignal });
      try {
        return await use(session);
      } finally {
        session.close();
      }
    },
    async step(session, id) {
      const script = scriptOf(plan, id);
      if (script === undefined) return;
      if (id !== 'verify' && id !== 'revert') onProgress?.(id);
      demand(id, await session.run(script, { timeoutMs: stepMs, ...withSignal }));
    },
  };
}

/** Up to the point from which the router can look after itself; what it returns ends the run. */
function schedule(run: Run, progress: Progress): Promise<Applied | null> {
  const { plan, cure, take, signal, onProgress, remedies } = run;
  return run.onNewConnection(async (session) => {
    onProgress?.('look');
    const snapshot = await take(session, signal && { signal });
    if (fingerprintOf(cure, snapshot) !== plan.fingerprint)
      return { kind: 'refused', failure: { cause: 'plan-stale' }, hint: null };
    const stands = cure.state(snapshot)?.stands;
    if (stands === (promisesToLast(plan) ? 'persistent' : 'live')) {
      onProgress?.('verify');
      return applied(plan, cure, snapshot, true);
    }
    progress.tracesBefore = traceText(remedies, snapshot);
    progress.scheduling = true;
    await run.step(session, 'schedule-rollback');
    return null;
  });
}

/** From the first change to the confirmation. */
async function change(run: Run, progress: Progress): Promise<Applied> {
  const { plan, cure, onProgress, signal } = run;
  const look = (session: Session, lasting: boolean) =>
    verify(session, { ...run, lasting, again: () => run.step(session, 'live'), pauseMs: run.pauseMs });
  const confirm = async (session: Session, snapshot: Snapshot): Promise<Applied> => {
    await verifyThere(session, plan, signal);
    progress.confirming = true;
    await run.step(session, 'confirm');
    return applied(plan, cure, snapshot, false);
  };
  await run.onNewConnection((session) => run.step(session, 'live'));
  const done = await run.onNewConnection(async (session) => {
    onProgress?.('verify');
    const snapshot = await look(session, false);
    if (scriptOf(plan, 'persist') === undefined) return confirm(session, snapshot);
    await run.step(session, 'persist');
    return null;
  });
  if (done) return done;
  return run.onNewConnection(async (session) => {
    onProgress?.('verify-again');
    return confirm(session, await look(session, true));
  });
}

const applied = (plan: Plan, cure: Cure, snapshot: Snapshot, already: boolean): Applied => ({
  kind: 'applied',
  already,
  persistent: plan.offer.persistent,
  evidence: cure.state(snapshot)?.evidence ?? [],
  snapshot,
});
