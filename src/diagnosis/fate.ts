import type { ConntrackEntry, Flow, OffloadClass } from '../conntrack/flow.ts';
import type { Answer } from '../firewall/index.ts';
import { unacknowledgedS } from '../kernel/timeouts.ts';
import type { Connection, FateKind, Path } from './connection.ts';
import { offloadedLifeS } from './idle-life.ts';
import { ageOf, isOpen, isPickedUp, isReturned } from './states.ts';
import { flowtableIdleS, pickupS, quietOf, type Timeouts } from './timeouts.ts';

/** What is known of the router when one connection is judged. */
export interface Ground {
  kernel: OffloadClass;
  timeouts: Timeouts | null;
  /** Rules that offload are known. */
  offloads: boolean;
  /** Flows are handed to hardware; `null`: not known. */
  hardware: boolean | null;
}

export type Fate = Pick<Connection, 'fate' | 'afterS' | 'doubt'>;

const fate = (kind: FateKind, doubt: Fate['doubt'] = null): Fate => ({ fate: kind, afterS: null, doubt });

/** Lives as long as `lifeS`, which is enough for the service or not. */
const living = (lifeS: number | null, quietS: number): Fate => {
  if (lifeS === null) return fate('unknown');
  return lifeS >= quietS ? fate('kept') : { fate: 'forgotten', afterS: lifeS, doubt: null };
};

/** More packets than a connection needs to be made and to agree on its keys: the rules have had their chance. */
const enoughPackets = 8;
/** Where offloading does no harm it still tells of somebody who takes the packets: hundreds of them. */
const manyPackets = 100;
/** What has more left than the longest of the kernel's own short timeouts was not forgotten since it was made. */
const shortS = unacknowledgedS;

/** Packets of both directions; `null` where the kernel does not count. */
const packetsOf = ({ original, reply }: ConntrackEntry): number | null =>
  original.packets === undefined || reply.packets === undefined ? null : original.packets + reply.packets;

/** Seconds after which a connection may be older than rules that were put in a moment ago. */
const youngS = 30;

const isYoung = (entry: ConntrackEntry): boolean => (ageOf(entry) ?? Number.POSITIVE_INFINITY) < youngS;

/** Whether this connection is still known when its phone speaks again, and what does not fit about it. */
export function fateOf(flow: Flow, path: Path, byRules: Answer, ground: Ground): Fate {
  const { entry } = flow;
  if (path === 'local') return fate('unknown');
  if (isPickedUp(flow)) return pickedUp(ground, byRules);
  if (!isOpen(flow) || path === 'unknown') return fate('unknown');
  return entry.offload === 'none' ? forwarded(flow, byRules, ground) : offloaded(flow, byRules, ground);
}

/** It was forgotten once; what made it be forgotten is still so where the kernel and the rules are known to do that. */
function pickedUp(ground: Ground, byRules: Answer): Fate {
  if (ground.kernel === 'fixed-pickup' && byRules === 'yes')
    return { fate: 'forgotten', afterS: offloadedLifeS(ground.kernel, ground.timeouts), doubt: null };
  return fate('unknown', 'picked-up');
}

function offloaded(flow: Flow, byRules: Answer, ground: Ground): Fate {
  if (byRules === 'no' && ground.offloads) {
    if (!isYoung(flow.entry)) return fate('unknown', 'exempt-yet-offloaded');
    // Made seconds ago, it did not enter before the rules: something that is not seen offloads it.
    const lived = living(offloadedLifeS(ground.kernel, ground.timeouts), quietOf(flow));
    return { ...lived, doubt: 'exempt-yet-offloaded' };
  }
  const lived = living(offloadedLifeS(ground.kernel, ground.timeouts), quietOf(flow));
  return { ...lived, doubt: strange(flow.entry, ground) };
}

function strange({ offload }: ConntrackEntry, { offloads, hardware }: Ground): Fate['doubt'] {
  if (!offloads) return 'offloaded-without-rule';
  return offload === 'hardware' && hardware === false ? 'hardware-without-rule' : null;
}

function forwarded(flow: Flow, byRules: Answer, ground: Ground): Fate {
  const { kernel, timeouts, hardware } = ground;
  const quietS = quietOf(flow);
  const leftS = flow.entry.timeoutS ?? 0;
  if (byRules === 'no' && isReturned(flow) && leftS <= pickupS && (timeouts?.established ?? 0) > pickupS)
    return fate('unknown', ground.offloads ? 'exempt-yet-offloaded' : 'offloaded-without-rule');
  if (byRules !== 'no' && kernel === 'fixed-pickup') return onAffected(flow, byRules, ground);
  if (byRules !== 'no' && kernel === 'hardware-desync') return fate('unknown');
  if (byRules !== 'no' && hardware === true) return fate('unknown', 'flag-missing');
  // Nothing known of the settings, but more is left than its phone is ever silent.
  if (timeouts === null) return leftS >= quietS ? fate('kept') : fate('unknown');
  if (kernel === 'unknown') return byEntry(flow, ground);
  const lived = living(timeouts.established, quietS);
  return { ...lived, doubt: neverOffloaded(flow.entry, byRules, timeouts, manyPackets) };
}

/** On a kernel that forgets what was offloaded, beside rules that take it or may take it: its entry decides. */
function onAffected(flow: Flow, byRules: Answer, ground: Ground): Fate {
  const { entry } = flow;
  const { timeouts } = ground;
  const leftS = entry.timeoutS ?? 0;
  const bySetting = timeouts !== null && timeouts.established <= shortS;
  if (leftS <= pickupS && !bySetting && (byRules === 'yes' || !entry.assured))
    return { fate: 'forgotten', afterS: offloadedLifeS(ground.kernel, timeouts), doubt: null };
  if (byRules === 'unknown') return byEntry(flow, ground);
  return fate('unknown', leftS > shortS && had(entry, enoughPackets) ? 'never-offloaded' : null);
}

/** Where the rules do not tell: it has had its chance to be offloaded, was not, and is kept as long as the settings say. */
function byEntry(flow: Flow, { timeouts }: Ground): Fate {
  const { entry } = flow;
  const leftS = entry.timeoutS ?? 0;
  if (leftS <= shortS || !entry.assured || !had(entry, enoughPackets)) return fate('unknown');
  return living(timeouts?.established ?? leftS, quietOf(flow));
}

/** Whether so many packets are known to have passed. */
const had = (entry: ConntrackEntry, packets: number): boolean => (packetsOf(entry) ?? 0) >= packets;

/** It spoke so lately that it would be in the flowtable, where the rules put everything, and it is not. */
function neverOffloaded(
  entry: ConntrackEntry,
  byRules: Answer,
  timeouts: Timeouts,
  packets: number,
): Fate['doubt'] {
  const idleS = timeouts.established - (entry.timeoutS ?? 0);
  const fresh = idleS >= 0 && idleS < (timeouts.flowtable ?? flowtableIdleS);
  return byRules === 'yes' && fresh && had(entry, packets) ? 'never-offloaded' : null;
}
