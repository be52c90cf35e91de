import type { Snapshot } from '../probes/engine/probe.ts';
import type { Cause } from './cause.ts';
import type { Connection } from './connection.ts';
import { factsOf, type JudgeOptions } from './facts.ts';
import type { Judgement } from './judgement.ts';
import { judgeFacts } from './verdict.ts';

/** Snapshot → what it means. Pure; never throws on a router that says little. */
export const judge = (snapshot: Snapshot, causes: readonly Cause[], options: JudgeOptions = {}): Judgement =>
  judgeFacts(factsOf(snapshot, options), causes);

/** A push connection still in the flowtable, to be followed: only when nothing else decides. `null`: no need. */
export function flowToFollow(judgement: Judgement): Connection | null {
  if (judgement.class !== 'unknown') return null;
  return judgement.flows.find((flow) => flow.entry.offload !== 'none' && flow.exempt !== true) ?? null;
}
