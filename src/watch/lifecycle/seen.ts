import type { ConntrackEntry } from '../../conntrack/flow.ts';
import { flowtablePickupS, unacknowledgedS } from '../../kernel/timeouts.ts';
import { serviceOf } from '../../push/match.ts';
import { isWatched } from '../../push/use.ts';
import type { FlowState, Phase, Settings } from './household.ts';

/** An entry's seconds are rounded down, and a look takes time. */
const timerSlackS = 3;
const opening = new Set(['NONE', 'SYN_SENT', 'SYN_SENT2', 'SYN_RECV']);

/** What makes an entry this connection: addresses and ports that the device dialled. */
export const keyOf = ({ original: { src, dst, sport, dport } }: ConntrackEntry): string =>
  `${src} ${sport} ${dst} ${dport}`;

/** Middle of the second that the kernel's rounding leaves open. */
export const dueOf = (entry: ConntrackEntry, atS: number): number | null =>
  entry.timeoutS === null ? null : atS + entry.timeoutS + 0.5;

/** Ports of push alone: on 443 an idle connection is most likely some other one, which nobody misses. */
export function isPush(entry: ConntrackEntry): boolean {
  const service = serviceOf(entry);
  return service !== null && isWatched(service, entry.original.dport);
}

function phaseOf(
  entry: ConntrackEntry,
  was: FlowState | undefined,
  dueS: number | null,
  { pickupS }: Settings,
): Phase {
  if (entry.state !== null && opening.has(entry.state)) return 'opening';
  if (entry.state === 'ESTABLISHED' && entry.unreplied) return 'revived';
  // On 5.10 a closed connection can show [OFFLOAD] once more: only a new start of the same ports ends this phase.
  if (was?.phase === 'closing') return 'closing';
  if (entry.offload !== 'none') return 'offloaded';
  if (entry.state !== 'ESTABLISHED') return 'closing';
  if (was?.phase === 'offloaded') return 'counting';
  // Its leaving was not seen: so little time is left to nobody else here.
  const isShort = pickupS !== null && entry.timeoutS !== null && entry.timeoutS <= pickupS;
  if (was?.phase !== 'counting') return isShort ? 'counting' : 'open';
  // More time than before: a packet went by the slow path.
  return was.dueS !== null && dueS !== null && dueS > was.dueS + timerSlackS && !isShort
    ? 'open'
    : 'counting';
}

/** What it was left when it left the flowtable; `null`: not known. */
function fullOf(timeoutS: number, establishedS: number | null, flowtableS: number): number | null {
  if (timeoutS <= flowtablePickupS) return flowtablePickupS;
  return establishedS === null ? null : Math.max(0, establishedS - flowtableS);
}

/** When it left the flowtable. A look may have skipped it: only when it was told last is certain. */
function leftAt(timeoutS: number, was: FlowState | undefined, atS: number, settings: Settings): number {
  const { establishedS, flowtableS, everyS } = settings;
  const full = fullOf(timeoutS, establishedS, flowtableS);
  const leftS = full === null ? atS - everyS / 2 : atS - (full - timeoutS - 0.5);
  return Math.min(atS, Math.max(was?.toldS ?? Number.NEGATIVE_INFINITY, leftS));
}

/** When it spoke last, and when it left the flowtable. */
function timesOf(
  entry: ConntrackEntry,
  was: FlowState | undefined,
  phase: Phase,
  atS: number,
  settings: Settings,
): Pick<FlowState, 'spokeS' | 'leftS'> {
  const { timeoutS } = entry;
  const isSameCount =
    was?.phase === 'counting' &&
    was.dueS !== null &&
    timeoutS !== null &&
    atS + timeoutS <= was.dueS + timerSlackS;
  if (phase === 'counting' && isSameCount) return { spokeS: was.spokeS, leftS: was.leftS };
  if (phase === 'counting' && timeoutS !== null) {
    const leftS = leftAt(timeoutS, was?.phase === 'offloaded' ? was : undefined, atS, settings);
    return { spokeS: leftS - settings.flowtableS, leftS };
  }
  if (phase === 'open' && timeoutS !== null && settings.establishedS !== null)
    return { spokeS: Math.min(atS, atS + timeoutS + 0.5 - settings.establishedS), leftS: null };
  return { spokeS: phase === 'open' || phase === 'offloaded' ? null : atS, leftS: null };
}

/** Its last line in the flowtable and the first one out of it, while it counts down. */
function leavingOf(entry: ConntrackEntry, was: FlowState | undefined): FlowState['leaving'] {
  if (was?.phase === 'offloaded') return { offloaded: was.line, after: entry.line };
  return was?.leaving ?? null;
}

/** A connection after a look told of it. */
export function afterSeen(
  entry: ConntrackEntry,
  was: FlowState | undefined,
  atS: number,
  settings: Settings,
): FlowState {
  const dueS = dueOf(entry, atS);
  const phase = phaseOf(entry, was, dueS, settings);
  const fresh = phase === 'opening' || phase === 'revived';
  const answered = !entry.unreplied && (entry.offload !== 'none' || entry.state === 'ESTABLISHED');
  return {
    key: keyOf(entry),
    service: serviceOf(entry)?.id ?? '',
    family: entry.family,
    ip: entry.original.src,
    server: { ip: entry.original.dst, port: entry.original.dport },
    masqueraded: entry.reply.dst !== entry.original.src,
    phase,
    twoWay: answered || (!fresh && (was?.twoWay ?? false)),
    firstS: was === undefined || (phase === 'revived' && was.phase !== 'revived') ? atS : was.firstS,
    toldS: atS,
    dueS,
    ...timesOf(entry, was, phase, atS, settings),
    leaving: phase === 'counting' ? leavingOf(entry, was) : null,
    line: entry.line,
  };
}

/**
 * Whether an entry that is picked up in mid-stream took the place of one that had run out: the flow's own end lay
 * before this look.
 */
export const ranOutBefore = (was: FlowState, entry: ConntrackEntry, atS: number): boolean =>
  (was.phase === 'counting' || was.phase === 'open') &&
  was.twoWay &&
  was.dueS !== null &&
  was.dueS <= atS &&
  entry.state === 'ESTABLISHED' &&
  entry.unreplied &&
  (entry.timeoutS ?? Number.POSITIVE_INFINITY) <= unacknowledgedS;

/** Both sides speak on it, as far as anybody can see. */
export const isLive = (flow: FlowState): boolean =>
  flow.twoWay && (flow.phase === 'open' || flow.phase === 'offloaded' || flow.phase === 'counting');
