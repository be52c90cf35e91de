import { parseBody } from './entry.ts';
import type { ConntrackEntry } from './flow.ts';

/** One line of `conntrack -E`, with or without `-o timestamp,id,extended`. */
export interface ConntrackEvent {
  type: 'NEW' | 'UPDATE' | 'DESTROY';
  /** Epoch seconds of `-o timestamp`; the tool prints microseconds after the dot, without leading zeros. */
  atS: number | null;
  entry: ConntrackEntry;
  /** Changed by a program (`[USERSPACE]`), not by a packet or by age. */
  userspace: boolean;
  /** Netlink port of that program. */
  portId: number | null;
}

const prefix = /^(?:\[(\d{1,12})\.(\d{1,6}) *\]\s+)?\s*\[(NEW|UPDATE|DESTROY)\]\s+/;

/**
 * One event, or `null` when `line` is none. Timeout and state are each optional in it: an entry that ended by age has
 * no timeout, on 5.10 no state either, and one that died of fixed pickup no `[OFFLOAD]`. Never throws.
 */
export function parseConntrackEvent(line: string): ConntrackEvent | null {
  const found = prefix.exec(line);
  const type = found?.[3];
  if (!found || (type !== 'NEW' && type !== 'UPDATE' && type !== 'DESTROY')) return null;
  const words: string[] = [];
  const entry = parseBody(line.slice(found[0].length), line, words);
  if (entry === null) return null;
  const atS = found[1] === undefined ? null : Number(found[1]) + Number(found[2]) / 1e6;
  const port = entry.tail.portid;
  return {
    type,
    atS,
    entry,
    userspace: words.includes('USERSPACE'),
    portId: port !== undefined && /^\d{1,10}$/.test(port) ? Number(port) : null,
  };
}

/**
 * A connection picked up in mid-stream: its entry had been evicted and the device's next packet made it anew. The best
 * sign of an eviction that events give. Source: kernel `tcp_new`, `nf_conntrack_tcp_loose`; seen on 5.10.
 */
export const isRevival = ({ type, entry }: ConntrackEvent): boolean =>
  type === 'NEW' && entry.state === 'ESTABLISHED' && entry.unreplied;
