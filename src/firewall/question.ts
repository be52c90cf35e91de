import type { ConntrackEntry } from '../conntrack/flow.ts';
import type { Snapshot } from '../probes/engine/probe.ts';
import type { Connection, Device } from './api.types.ts';

/** Through which devices a router's packets go, as far as a snapshot tells. */
export interface Places {
  /** The device of the default route. */
  wan: Device;
  /** Where a device in the LAN is; of one that is not known: not behind the WAN. */
  lanOf(ip: string | null): Device;
}

export function placesOf({ wan, neighbours }: Pick<Snapshot, 'wan' | 'neighbours'>): Places {
  const outward = wan.kind === 'value' ? wan.value.device : null;
  const known = new Map(
    (neighbours.kind === 'value' ? neighbours.value.neighbours : []).map(({ ip, device }) => [ip, device]),
  );
  const inward: Device = outward === null ? null : { not: [outward] };
  return { wan: outward, lanOf: (ip) => (ip === null ? inward : (known.get(ip) ?? inward)) };
}

/** The connection of a conntrack entry. */
export function connectionOf(entry: ConntrackEntry, places: Places): Connection {
  const { family, original, reply, tail } = entry;
  const mark = /^(\d{1,10}|0x[0-9a-f]{1,8})$/.test(tail.mark ?? '') ? Number(tail.mark) : null;
  return {
    family,
    client: original.src,
    clientPort: original.sport,
    server: original.dst,
    serverPort: original.dport,
    lan: places.lanOf(original.src),
    wan: places.wan,
    mark,
    reply: { src: reply.src, dst: reply.dst, sport: reply.sport, dport: reply.dport },
    ...(original.packets !== undefined && { packets: original.packets + (reply.packets ?? 0) }),
  };
}
