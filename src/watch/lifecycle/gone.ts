import { serviceById } from '../../push/match.ts';
import { commonQuietS } from '../../push/service.ts';
import { deviceOf, isHome, isSame } from './home.ts';
import type { EndReason, FlowState, Household, Outage, Settings, Transition } from './household.ts';
import type { Gone, Sample } from './look.ts';
import { dueOf, isLive } from './seen.ts';

/** An entry that ran out may be gone this much before we think. */
const expirySlackS = 3;
/** Signs of a reload or redial this close belong together. */
const reloadSignS = 60;

/** A connection that is missing, with what its last line says. */
interface Missing {
  flow: FlowState;
  gone: Gone;
  /** When it ran out by its own count; `null` in the flowtable. */
  dueS: number | null;
  how: 'closed' | 'unseen' | 'early' | 'aged';
}

const quietS = (service: string): number => serviceById(service)?.quietS ?? commonQuietS;

/** Where the established timeout is no longer than the flowtable's, an entry ends the moment it leaves it. */
const diesOnLeaving = ({ establishedS, flowtableS, everyS }: Settings): boolean =>
  establishedS !== null && establishedS <= flowtableS + 2 * everyS;

function missingOf(flow: FlowState, gone: Gone, atS: number, settings: Settings): Missing {
  const { lastS, sinceS, endedS = atS } = gone;
  const dueS = dueOf(gone.entry, lastS);
  const judge = (): Missing['how'] => {
    if (!isLive(flow)) return 'closed';
    // Too long between looks: it may have been renewed, closed, or both.
    const longestS = settings.everyS * 3 + 5;
    if (sinceS - lastS > longestS || atS - sinceS > longestS) return 'unseen';
    if (dueS === null) return diesOnLeaving(settings) ? 'aged' : 'early';
    // Unless the kernel said when: the first look without it may have skipped it.
    return Math.min(endedS, atS) < dueS - expirySlackS ? 'early' : 'aged';
  };
  return { flow, gone, dueS, how: judge() };
}

type Flush = { why: 'firewall' | 'redial' | 'unknown'; takes: (flow: FlowState) => boolean };

/**
 * Whether all connections of a kind went at once, before their time. A redial takes what is masqueraded: what runs out
 * at that very moment may just have been renewed.
 */
function flushOf(missing: readonly Missing[], house: Household, atS: number): Flush | null {
  const live = missing.filter(({ how }) => how === 'early' || how === 'aged');
  const early = live.filter(({ how }) => how === 'early');
  const first = Math.min(...live.map(({ gone }) => gone.lastS));
  const stays = Object.values(house.flows).filter((flow) => isLive(flow) && flow.firstS <= first);
  const since = (signAtS: number | null, fromS: number) => signAtS !== null && signAtS >= fromS;
  const kinds = [true, false].filter((masqueraded) => {
    if (stays.some((flow) => flow.masqueraded === masqueraded)) return false;
    const isKind = ({ flow }: Missing) => flow.masqueraded === masqueraded;
    return early.some(isKind) || (masqueraded && since(house.wanS, first) && live.some(isKind));
  });
  const [redial, reload] = [since(house.wanS, atS - reloadSignS), since(house.rulesS, atS - reloadSignS)];
  if (kinds.length === 0 || (early.length < 2 && !redial && !reload)) return null;
  const routedStays = kinds[0] === true && kinds.length === 1 && stays.length > 0;
  const otherwise = reload ? 'firewall' : 'unknown';
  const why = redial || routedStays ? 'redial' : otherwise;
  return { why, takes: (flow) => kinds.includes(flow.masqueraded) };
}

interface Eviction {
  flow: FlowState;
  fromS: number;
  idleS: number;
}

function evictionOf({ flow, gone, dueS }: Missing, atS: number, settings: Settings): Eviction {
  const { lastS, sinceS, endedS = (lastS + sinceS) / 2 } = gone;
  const fromS = dueS === null ? Math.min(atS, endedS) : Math.min(atS, Math.max(lastS, dueS));
  const spokeS = flow.spokeS ?? (dueS === null ? fromS - settings.flowtableS : flow.firstS);
  return { flow: { ...flow, line: gone.entry.line }, fromS, idleS: Math.max(0, fromS - spokeS) };
}

/** The time without connection that begins `fromS`, with the same id however often it is derived. */
export const gapOf = (house: Household, flow: FlowState, fromS: number): Outage => ({
  id: `${house.boot ?? '-'} ${flow.service} ${flow.key} ${Math.round(fromS)}`,
  flow,
  boot: house.boot ?? '-',
  fromS,
});

/**
 * What became of the connections a look misses. `house` is as it is without them, with what else the look told.
 * @param before devices as they were known before the look
 */
export function afterGone(
  missing: readonly { flow: FlowState; gone: Gone }[],
  house: Household,
  before: Household['devices'],
  look: Sample,
  settings: Settings,
): { gaps: Outage[]; turns: Transition[] } {
  const { atS } = look;
  const judged = missing.map(({ flow, gone }) => missingOf(flow, gone, atS, settings));
  const flush = flushOf(judged, house, atS);
  const turns: Transition[] = [];
  const gaps: Outage[] = [];
  const end = (flow: FlowState, how: EndReason) => turns.push({ atS, kind: 'ended', flow, how });
  const evictions: Eviction[] = [];
  let flushed = 0;
  for (const one of judged) {
    const { flow, how } = one;
    if (how === 'closed' || how === 'unseen') end(flow, how);
    else if (flush?.takes(flow)) {
      flushed += 1;
      end(flow, 'flushed');
    } else if (how === 'early') end(flow, 'cut');
    else evictions.push(evictionOf(one, atS, settings));
  }
  if (flush) turns.unshift({ atS, kind: 'flushed', count: flushed, why: flush.why });

  // The longest idle first: what goes at once is one event for a device.
  const inOrder = evictions.sort((a, b) => b.fromS - a.fromS || (a.flow.key < b.flow.key ? -1 : 1));
  for (const { flow, fromS, idleS } of inOrder) {
    const sameSide = (other: FlowState) => other.service === flow.service && isSame(house, other.ip, flow.ip);
    const together = turns.find((turn) => turn.kind === 'evicted' && sameSide(turn.flow));
    if (together?.kind === 'evicted') together.others.push(flow);
    else if (idleS >= quietS(flow.service)) end(flow, 'expired');
    else if (Object.values(house.flows).some((other) => isLive(other) && sameSide(other)))
      end(flow, 'replaced');
    else if (house.gaps.some((gap) => sameSide(gap.flow))) end(flow, 'replaced');
    else if (isHome(house, before, look, flow.ip) !== true) end(flow, 'away');
    else {
      const gap = gapOf(house, flow, fromS);
      gaps.push(gap);
      turns.push({ atS, kind: 'evicted', flow, gap, idleS, others: [] });
    }
  }
  return { gaps, turns };
}

/** A device that is seen to be away, or not heard of for hours, has not been waiting for its pushes. */
export function isOver(gap: Outage, house: Household, before: Household['devices'], look: Sample): boolean {
  const waitedS = gap.boot === (house.boot ?? '-') ? look.atS - gap.fromS : look.atS;
  if (waitedS > longestGapS) return true;
  const { ip } = gap.flow;
  const { mac } = deviceOf(house, ip);
  const told =
    look.neighbours.some((one) => one.ip === ip || (mac !== null && one.mac === mac)) ||
    look.wifi.some((one) => one.mac === mac);
  return told && isHome(house, before, look, ip) === false;
}

/** Push connections speak at least every half hour: after this time it was not the router that kept a device silent. */
const longestGapS = 7200;
