import type { ConntrackEntry, Tuple } from '../../conntrack/flow.ts';
import type { FlowState } from '../lifecycle/household.ts';
import { isLive } from '../lifecycle/seen.ts';

/** Between two looks something happened on a connection. Times: the router's uptime, seconds. */
export interface Moment {
  /** `opened`: it is new, or was picked up again after it had been forgotten. `served`: its server said something. `spoke`: packets without content, or of the device alone. */
  what: 'opened' | 'served' | 'spoke';
  /** The server said something, so far as this is told: `null` where the kernel does not count. */
  served: boolean | null;
  /** The device said something, too, and may have spoken first. */
  asked: boolean;
  /** Both sides have spoken on it. */
  answered: boolean;
  /** Opened in mid-stream: it was known before, and had been forgotten. */
  revived: boolean;
  fromS: number;
  toS: number;
  key: string;
  ip: string;
  service: string;
  /** Counted in hardware, which tells late. */
  hardware: boolean;
  /** Lines before (where there was one) and after. */
  lines: string[];
}

/** How much later than it happened a counter of the hardware may move: drivers hand them on every few seconds. */
const hardwareLateS = 5;
/** Jumps of a time-out that rounding explains. */
const slackS = 3;
/** Bytes of a TCP packet that says nothing: addresses, ports and the time stamps all phones send; a SYN has more options. */
const bareBytes = { ipv4: 52, ipv6: 72 } as const;
const handshakeBytes = 8;

/** A connection as it was last. */
export interface Tracked {
  flow: FlowState;
  entry: ConntrackEntry;
}

/** How much passed in one direction since; `null` where it is not counted, or counts a connection of its own. */
function passed(was: Tuple | null, now: Tuple): { packets: number; bytes: number } | null {
  if (now.packets === undefined || now.bytes === undefined) return null;
  const packets = now.packets - (was?.packets ?? 0);
  const bytes = now.bytes - (was?.bytes ?? 0);
  return packets < 0 || bytes < 0 ? null : { packets, bytes };
}

const hasContent = (
  { packets, bytes }: { packets: number; bytes: number },
  family: ConntrackEntry['family'],
  spare = 0,
): boolean => bytes > packets * bareBytes[family] + spare;

const isNew = (was: Tracked | null, { flow, entry }: Tracked): boolean => {
  if (was === null || (flow.phase === 'revived' && was.flow.phase !== 'revived')) return true;
  if (was.flow.phase !== 'opening' && flow.phase === 'opening') return true;
  return (entry.original.packets ?? 0) < (was.entry.original.packets ?? 0);
};

/** A time-out that begins anew, or a way back into the flowtable: a packet passed, in whichever direction. */
function isRenewed(was: Tracked, { flow, entry }: Tracked): boolean {
  if (entry.offload !== 'none') return was.entry.offload === 'none';
  return was.flow.dueS !== null && flow.dueS !== null && flow.dueS > was.flow.dueS + slackS;
}

/** What a look tells of one connection, against what was known of it. `null`: nothing happened that a packet tells. */
export function momentOf(
  was: Tracked | null,
  now: Tracked,
  between: { fromS: number; toS: number },
): Moment | null {
  const { flow, entry } = now;
  const fresh = isNew(was, now);
  const before = fresh ? null : was;
  const theirs = passed(before?.entry.reply ?? null, entry.reply);
  const own = passed(before?.entry.original ?? null, entry.original);
  const served = theirs && hasContent(theirs, entry.family, fresh ? handshakeBytes : 0);
  const what = fresh ? 'opened' : kindOf(served, (theirs?.packets ?? 0) + (own?.packets ?? 0), was, now);
  if (what === null) return null;
  const hardware = was?.entry.offload === 'hardware' || entry.offload === 'hardware';
  return {
    what,
    served,
    asked: own === null || hasContent(own, entry.family),
    answered: isLive(flow),
    revived: fresh && (was !== null || flow.phase === 'revived'),
    fromS: between.fromS - (hardware ? hardwareLateS : 0),
    toS: between.toS,
    key: flow.key,
    ip: flow.ip,
    service: flow.service,
    hardware,
    lines: [...(was === null ? [] : [was.entry.line]), entry.line],
  };
}

function kindOf(
  served: boolean | null,
  packets: number,
  was: Tracked | null,
  now: Tracked,
): 'served' | 'spoke' | null {
  if (served === true) return 'served';
  if (served === null && was !== null && isRenewed(was, now)) return 'served';
  return packets > 0 ? 'spoke' : null;
}
