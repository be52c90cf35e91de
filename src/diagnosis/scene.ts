import type { Flow } from '../conntrack/flow.ts';
import type { ForwardPath } from '../firewall/first/forward.ts';
import type { Snapshot } from '../probes/engine/probe.ts';
import { classify } from './classify.ts';
import { coverOf } from './cover.ts';
import { isDevice } from './device.ts';
import type { FollowSample, Scene } from './finding.ts';
import { offloadUse } from './offload.ts';
import { isShared } from './states.ts';

export interface JudgeOptions {
  /** Samples of one entry that was followed, oldest first. */
  followed?: readonly FollowSample[];
  /** Only this device's flows count as seen: its name, address or MAC. */
  device?: string;
}

/** Everything the checks look at, derived once: `paths` and `all` push flows are those of the snapshot. */
export function sceneOf(
  snapshot: Snapshot,
  paths: ForwardPath[],
  all: readonly Flow[],
  options: JudgeOptions = {},
): Scene {
  const { followed = [], device = null } = options;
  const use = offloadUse(snapshot, paths, all);
  return {
    snapshot,
    flows: surestFirst(device === null ? all : all.filter((flow) => isDevice(flow, device))),
    paths,
    use,
    cover: coverOf(paths, all),
    classification: classify({ snapshot, flows: all, use, followed }),
    followed: [...followed],
    device,
  };
}

/** What is certainly push before what may be anything to Apple. */
const surestFirst = (flows: readonly Flow[]): Flow[] => [
  ...flows.filter((flow) => !isShared(flow)),
  ...flows.filter(isShared),
];
