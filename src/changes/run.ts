import { ownTraces, standsLive, standsPersistent } from '../remedies/exempt/standing.ts';
import type { Session } from '../ssh/session.types.ts';
import { basisOf } from './basis.ts';
import type { StepId } from './plan.types.ts';
import { recover } from './recover.ts';
import type { Applied, ApplyOptions } from './run.types.ts';
import { demand, stepFailure, troubleOf, untouched } from './trouble.ts';
import { verify } from './verify.ts';

export { revertAll, revertPlan } from './revert.ts';

/** Longest time one step may take. `fw4 check` and reload take seconds on a slow router. */
const stepMs = 60_000;

/**
 * Runs a plan. Four connections: one reads the rules again and arms the undo; a second, after the first has ended,
 * finds its timer alive and puts the live rules in; a third verifies these and only then makes them persistent; a
 * fourth verifies all and calls the undo off. Whatever goes wrong in between, the undo is run, by us or by the timer.
 * Expected failures are returned, never thrown.
 */
export async function applyPlan(options: ApplyOptions): Promise<Applied> {
  const { plan, take, signal, onProgress } = options;
  const withSignal = signal && { signal };

  const onNewConnection = async <T>(use: (session: Session) => Promise<T>): Promise<T> => {
    const session = await options.sessions.connect(options.target, { ...options.connect, ...withSignal });
    try {
      return await use(session);
    } finally {
      session.close();
    }
  };
  const step = async (session: Session, id: Exclude<StepId, 'verify' | 'revert'>) => {
    const script = plan.steps.apply.find((one) => one.id === id)?.script;
    if (script === undefined) return;
    onProgress?.(id);
    demand(id, await session.run(script, { timeoutMs: stepMs, ...withSignal }));
  };

  let arming = false;
  let tracesBefore: string[] = [];
  try {
    const early = await onNewConnection(async (session): Promise<Applied | 'armed'> => {
      onProgress?.('look');
      const snapshot = await take(session, withSignal);
      if (basisOf(snapshot) !== plan.basis) {
        return { kind: 'refused', failure: { cause: 'plan-stale' }, hint: null };
      }
      if (standsLive(snapshot, plan) && standsPersistent(snapshot, plan)) {
        onProgress?.('verify');
        const seen = await verify(session, plan, { take, persistent: plan.persistent, ...withSignal });
        return { kind: 'applied', already: true, persistent: plan.persistent, ...seen };
      }
      tracesBefore = ownTraces(snapshot);
      arming = true;
      await step(session, 'arm');
      return 'armed';
    });
    if (early !== 'armed') return early;
  } catch (error) {
    const trouble = troubleOf(error, signal);
    // An undo that was armed before the line broke has nothing to undo, but would keep others waiting.
    if (arming && trouble.hint === null)
      await recover(options, { trouble, tracesBefore, armedAt: Date.now() });
    return { kind: 'refused', ...untouched(trouble) };
  }

  const armedAt = Date.now();
  let disarming = false;
  try {
    await onNewConnection((session) => step(session, 'live'));
    const done = await onNewConnection(async (session) => {
      onProgress?.('verify');
      const seen = await verify(session, plan, { take, persistent: false, ...withSignal });
      if (plan.persistent) {
        await step(session, 'persist');
        return null;
      }
      disarming = true;
      await step(session, 'disarm');
      return seen;
    });
    if (done) return { kind: 'applied', already: false, persistent: false, ...done };
    return await onNewConnection(async (session): Promise<Applied> => {
      onProgress?.('confirm');
      const seen = await verify(session, plan, { take, persistent: true, ...withSignal });
      disarming = true;
      await step(session, 'disarm');
      return { kind: 'applied', already: false, persistent: true, ...seen };
    });
  } catch (error) {
    const undo = (trouble: Parameters<typeof recover>[1]['trouble']) =>
      recover(options, { trouble, tracesBefore, armedAt, disarming });
    try {
      return await undo(troubleOf(error, signal));
    } catch (bug) {
      await undo({ failure: stepFailure('run', String(bug)), hint: null });
      throw bug;
    }
  }
}
