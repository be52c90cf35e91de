import type { Evidence } from '../model/evidence.ts';
import type { Failure } from '../model/failure.ts';
import type { Target } from '../model/router.ts';
import type { Snapshot } from '../probes/engine/probe.ts';
import type { Refusal } from '../remedies/refusals.ts';
import type { Registered } from '../remedies/registry.ts';
import type { ConnectOptions, Session, Sessions } from '../ssh/session.types.ts';
import type { Plan } from './plan.ts';

/** Where a run is; each has a sentence `cure.stage.<stage>`. */
export type Stage =
  | 'look'
  | 'schedule-rollback'
  | 'live'
  | 'verify'
  | 'persist'
  | 'verify-again'
  | 'confirm'
  | 'roll-back'
  | 'revert';

/** How a snapshot is taken: `take` of the probes. */
export type Take = (session: Session, options?: { signal?: AbortSignal }) => Promise<Snapshot>;

export interface RunOptions {
  /** `connect` must make a new connection each time: that is what proves the router still lets us in. */
  sessions: Pick<Sessions, 'connect'>;
  target: Target;
  connect: ConnectOptions;
  take: Take;
  /** Every remedy there is: what may have left something on the router. */
  remedies: readonly Registered[];
  onProgress?: (stage: Stage) => void;
  signal?: AbortSignal;
  /** Milliseconds between attempts to reach a router again, and before a step is repeated. */
  pauseMs?: number;
}

export interface ApplyOptions extends RunOptions {
  plan: Plan;
}

/** Why a run stopped. */
export interface Trouble {
  failure: Failure;
  /** What a step said by its exit status; each has a sentence `cure.hint.<hint>`. */
  hint: Refusal | null;
}

export type Applied =
  /** Verified over a new connection, rollback called off. `already`: it stood before; nothing was run. */
  | { kind: 'applied'; already: boolean; persistent: boolean; evidence: Evidence[]; snapshot: Snapshot }
  /** Nothing was changed. */
  | ({ kind: 'refused' } & Trouble)
  /** Rolled back, and seen to be as before. */
  | ({ kind: 'undone' } & Trouble)
  /**
   * The router could not be seen to the end. It rolls back by itself by `undoneBy` (epoch ms). `maybeApplied`: or it is
   * cured, if the last word, which called the rollback off, reached it.
   */
  | ({ kind: 'unseen'; undoneBy: number; maybeApplied: boolean } & Trouble);

export type Reverted =
  | { kind: 'reverted'; snapshot: Snapshot }
  /** There was nothing of ours. */
  | { kind: 'nothing' }
  | ({ kind: 'failed' } & Trouble);
