import { setTimeout as pause } from 'node:timers/promises';
import type { Snapshot } from '../probes/engine/probe.ts';
import { cureOf } from '../remedies/registry.ts';
import type { Session } from '../ssh/session.types.ts';
import { fingerprintOf } from './fingerprint.ts';
import { promisesToLast } from './plan.ts';
import type { Applied, ApplyOptions, Trouble } from './run.types.ts';
import { rollBackScript, sweepScript } from './steps.ts';
import { scheduledOn, traceText } from './traces.ts';
import { demand } from './trouble.ts';

interface Broken {
  trouble: Trouble;
  /** What was there of ours before the plan ran. */
  tracesBefore: string;
  /** Epoch ms. */
  scheduledAt: number;
  /** The change was being confirmed when it broke. */
  confirming: boolean;
}

const attempts = 3;
/** How long a rollback may take once its time has come: it waits for a running step. */
const rollBackMs = 45_000;

/**
 * Rolls a plan back that went wrong, or finds out what became of it. The caller's signal is not obeyed here: somebody
 * who cancels wants the router as it was. Where the router cannot be reached its own timer does the same.
 */
export async function recover(options: ApplyOptions, broken: Broken): Promise<Applied> {
  const { plan, take, onProgress, remedies } = options;
  const { trouble } = broken;
  const { signal: _, ...connect } = options.connect;
  const cure = cureOf(remedies, plan.offer);
  for (let attempt = 1; attempt <= attempts; attempt++) {
    if (attempt > 1) await pause(options.pauseMs ?? 2000);
    let session: Session | null = null;
    try {
      session = await options.sessions.connect(options.target, connect);
      if (broken.confirming) {
        const snapshot = await take(session);
        const state = cure.state(snapshot);
        // The last word did arrive, only its answer was lost.
        if (
          !scheduledOn(snapshot).includes(plan.id) &&
          state?.stands === (promisesToLast(plan) ? 'persistent' : 'live')
        ) {
          const { persistent } = plan.offer;
          return { kind: 'applied', already: false, persistent, evidence: state.evidence, snapshot };
        }
      }
      onProgress?.('roll-back');
      demand('roll-back', await session.run(rollBackScript(plan.id), { timeoutMs: rollBackMs + 60_000 }));
      await session.run(sweepScript(remedies.flatMap(({ halfWritten }) => halfWritten)));
      if (isAsBefore(await take(session))) return { kind: 'undone', ...trouble };
    } catch {
      // Unreachable, or the rollback did not get through: again, and in the end the timer.
    } finally {
      session?.close();
    }
  }
  return {
    kind: 'unseen',
    ...trouble,
    undoneBy: broken.scheduledAt + plan.rollbackS * 1000 + rollBackMs,
    maybeApplied: broken.confirming,
  };

  function isAsBefore(snapshot: Snapshot): boolean {
    return (
      fingerprintOf(cure, snapshot) === plan.fingerprint &&
      traceText(remedies, snapshot) === broken.tracesBefore
    );
  }
}
