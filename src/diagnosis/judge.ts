import type { Flow } from '../conntrack/flow.ts';
import { forwardPaths } from '../firewall/first/paths.ts';
import type { Snapshot } from '../probes/engine/probe.ts';
import type { Judgement } from './finding.ts';
import { flowsOf } from './flows.ts';
import { type JudgeOptions, sceneOf } from './scene.ts';
import { judgeScene } from './verdict.ts';

/** Snapshot → what it means. Pure; never throws on a router that says little. */
export function judge(snapshot: Snapshot, options: JudgeOptions = {}): Judgement {
  const paths = forwardPaths(snapshot);
  return judgeScene(sceneOf(snapshot, paths, flowsOf(snapshot, paths), options));
}

/** A push connection still in the flowtable, to be followed: only when nothing else decides. `null`: no need. */
export function flowToFollow(judgement: Judgement): Flow | null {
  if (judgement.class !== 'unknown') return null;
  return judgement.flows.find((flow) => flow.entry.offload !== 'none' && flow.exempt !== true) ?? null;
}

/** Whether following one entry can decide what the snapshot alone could not. */
export const needsFollow = (judgement: Judgement): boolean => flowToFollow(judgement) !== null;
