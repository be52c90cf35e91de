import type { Flow, FollowSample } from '../conntrack/flow.ts';
import type { ForwardPath } from '../firewall/first/forward.ts';
import type { Snapshot } from '../probes/engine/probe.ts';
import type { Classification } from './classification.ts';
import { classify } from './classify.ts';
import { type Cover, coverOf } from './cover.ts';
import { isDevice } from './device.ts';
import { type OffloadUse, offloadUse } from './offload.ts';
import { isShared } from './states.ts';

export interface JudgeOptions {
  /** Samples of one entry that was followed, oldest first. */
  followed?: readonly FollowSample[];
  /** Only this device's flows count as seen: its name, address or MAC. */
  device?: string;
}

/** What every cause may look at, besides the readings it named. All derived from one snapshot. */
export interface Facts {
  snapshot: Snapshot;
  /** Push connections; of one device only, when one was asked for. */
  flows: Flow[];
  paths: ForwardPath[];
  use: OffloadUse;
  cover: Cover;
  classification: Classification;
  followed: FollowSample[];
  /** Name, address or MAC of the device that was asked about. */
  device: string | null;
}

/** Everything the causes look at, derived once: `paths` and `all` push flows are those of the snapshot. */
export function factsOf(
  snapshot: Snapshot,
  paths: ForwardPath[],
  all: readonly Flow[],
  options: JudgeOptions = {},
): Facts {
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
