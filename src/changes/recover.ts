import { setTimeout as pause } from 'node:timers/promises';
import type { Snapshot } from '../probes/engine/probe.ts';
import { ownTraces, standingEvidence, standsLive, standsPersistent } from '../remedies/exempt/standing.ts';
import type { Session } from '../ssh/session.types.ts';
import { basisOf } from './basis.ts';
import { undoScript } from './guard.ts';
import type { Applied, ApplyOptions, Trouble } from './run.types.ts';
import { demand } from './trouble.ts';

interface Broken {
  trouble: Trouble;
  /** What was there of ours before the plan ran. */
  tracesBefore: string[];
  /** Epoch ms. */
  armedAt: number;
  /** The undo was being called off when it broke. */
  disarming?: boolean;
}

const attempts = 3;
/** How long an undo may take once it fired: it waits for a running step, and for a reload under way. */
const undoMs = 45_000;

/**
 * Takes a plan back that went wrong, or finds out what became of it. The caller's signal is not obeyed here: somebody
 * who cancels wants the router as it was. Where the router cannot be reached its own timer does the same.
 */
export async function recover(options: ApplyOptions, broken: Broken): Promise<Applied> {
  const { plan, take, onProgress } = options;
  const { trouble } = broken;
  const { signal: _, ...connect } = options.connect;
  for (let attempt = 1; attempt <= attempts; attempt++) {
    if (attempt > 1) await pause(options.pauseMs ?? 2000);
    let session: Session | null = null;
    try {
      session = await options.sessions.connect(options.target, connect);
      if (broken.disarming) {
        const snapshot = await take(session);
        // The last word did arrive, only its answer was lost.
        if (calledOff(snapshot, options)) {
          const evidence = standingEvidence(snapshot, plan);
          return { kind: 'applied', already: false, persistent: plan.persistent, evidence, snapshot };
        }
      }
      onProgress?.('undo');
      demand('undo', await session.run(undoScript(plan.id), { timeoutMs: undoMs + 60_000 }));
      if (isAsBefore(await take(session), options, broken)) return { kind: 'undone', ...trouble };
    } catch {
      // Unreachable, or the undo did not get through: again, and in the end the timer.
    } finally {
      session?.close();
    }
  }
  return {
    kind: 'unseen',
    ...trouble,
    undoneBy: broken.armedAt + plan.undoSeconds * 1000 + undoMs,
    maybeApplied: broken.disarming ?? false,
  };
}

function calledOff(snapshot: Snapshot, { plan }: ApplyOptions): boolean {
  const armed = snapshot.own.kind === 'value' && snapshot.own.value.armed.includes(plan.id);
  return !armed && standsLive(snapshot, plan) && standsPersistent(snapshot, plan);
}

function isAsBefore(snapshot: Snapshot, { plan }: ApplyOptions, { tracesBefore }: Broken): boolean {
  const traces = ownTraces(snapshot);
  return (
    basisOf(snapshot) === plan.basis &&
    traces.length === tracesBefore.length &&
    traces.every((trace, n) => trace === tracesBefore[n])
  );
}
