import type { Flow, FollowSample } from '../conntrack/flow.ts';
import type { Promised } from '../model/offer.ts';
import type { Snapshot } from '../probes/engine/probe.ts';
import type { Classification } from './classification.ts';
import { classify } from './classify.ts';
import type { Connection, Routed } from './connection.ts';
import { connectionsOf } from './connections.ts';
import { type Covered, coverOf } from './cover.ts';
import { isDevice } from './device.ts';
import { flowsOf } from './flows.ts';
import { bySeen, type Forgotten, seenOtherwise, tellingOf } from './history.ts';
import { householdOf, type Phone } from './household.ts';
import { type OffloadUse, offloadUse } from './offload.ts';
import { pathOf, surroundingsOf } from './path.ts';
import { type RuleFacts, rulesIn } from './rules.ts';
import { isShared } from './states.ts';
import { type Timeouts, timeoutsOf } from './timeouts.ts';

export interface JudgeOptions {
  /** Samples of one entry that was followed, oldest first. */
  followed?: readonly FollowSample[];
  /** What a watch saw, oldest first. */
  history?: readonly Forgotten[];
  /** Only this device's flows count as seen: its name, address or MAC. */
  device?: string;
  /** How what was applied here is kept, by what was promised. None by default. */
  promised?: (snapshot: Snapshot) => readonly Promised[];
}

/** What every cause may look at, besides the readings it named. All derived from one snapshot, once. */
export interface Facts {
  snapshot: Snapshot;
  /** Push connections, what is certainly push first; of one device only, when one was asked for. */
  flows: Connection[];
  /** All of them, whatever device was asked for. */
  everyFlow: Connection[];
  /** The devices of the household that are known, with whether they are at home. */
  household: Phone[];
  rules: RuleFacts;
  use: OffloadUse;
  cover: Covered;
  timeouts: Timeouts | null;
  classification: Classification;
  followed: FollowSample[];
  /** What a watch saw of this router, as far as it still tells; of one device only, when one was asked for. */
  history: Forgotten[];
  /** How what was applied here is kept. */
  promised: readonly Promised[];
  /** Name, address or MAC of the device that was asked about. */
  device: string | null;
}

/** The facts of a snapshot. Pure; never throws. */
export const factsOf = (snapshot: Snapshot, options: JudgeOptions = {}): Facts =>
  factsFrom(snapshot, rulesIn(snapshot), flowsOf(snapshot), options);

/** The same, with its rules and its push connections as they were read. */
export function factsFrom(
  snapshot: Snapshot,
  rules: RuleFacts,
  read: readonly Flow[],
  {
    followed = [],
    history = [],
    device = null,
    promised,
  }: Omit<JudgeOptions, 'device'> & { device?: string | null },
): Facts {
  const { flows, use, telling, classification } = kernelFacts(snapshot, rules, read, { followed, history });
  const timeouts = timeoutsOf(snapshot);
  const everyFlow = surestFirst(
    connectionsOf(flows, {
      kernel: classification.class,
      timeouts,
      sites: rules.sites,
      hardware: use.hardwareByRules,
    }).map((flow) => bySeen(flow, telling)),
  );
  return {
    snapshot,
    flows: device === null ? everyFlow : everyFlow.filter((flow) => isDevice(flow, device)),
    everyFlow,
    household: householdOf(snapshot),
    rules,
    use,
    cover: coverOf(rules, everyFlow),
    timeouts,
    classification,
    followed: [...followed],
    history: device === null ? telling : telling.filter((past) => isDevice(past, device)),
    promised: promised?.(snapshot) ?? [],
    device,
  };
}

/** What the kernel does to idle flows, and what of a snapshot tells that. */
interface KernelFacts {
  flows: Routed[];
  use: OffloadUse;
  telling: Forgotten[];
  classification: Classification;
}

function kernelFacts(
  snapshot: Snapshot,
  rules: RuleFacts,
  read: readonly Flow[],
  { followed = [], history = [] }: Pick<JudgeOptions, 'followed' | 'history'>,
): KernelFacts {
  const around = surroundingsOf(
    snapshot,
    read.map(({ entry }) => entry),
  );
  const flows = read.map((flow) => ({
    ...flow,
    path: pathOf(flow.entry, around),
    byRules: rules.fateOf(flow.entry).offloaded,
  }));
  const use = offloadUse(snapshot, rules, flows);
  const telling = tellingOf(history, { snapshot, flows, offloads: rules.sites.length > 0 });
  const classification = seenOtherwise(classify({ snapshot, flows, use, followed }), telling);
  return { flows, use, telling, classification };
}

/** What the kernel does to an idle flow that leaves the flowtable: for who needs no more of a snapshot than that. */
export const classOf = (snapshot: Snapshot): Classification['class'] =>
  kernelFacts(snapshot, rulesIn(snapshot), flowsOf(snapshot), {}).classification.class;

/** What is certainly push before what may be anything to Apple. */
const surestFirst = (flows: readonly Connection[]): Connection[] => [
  ...flows.filter((flow) => !isShared(flow)),
  ...flows.filter(isShared),
];
