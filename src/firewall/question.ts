import type { ConntrackEntry } from '../conntrack/flow.ts';
import type { Snapshot } from '../probes/engine/probe.ts';
import type { NetworkInterface } from '../probes/network.types.ts';
import type { Connection, Device, Family } from './api.types.ts';

/** Through which devices a router's packets go, as far as a snapshot tells. */
export interface Places {
  /** Where what the LAN sends goes out; `null` where there are several ways. */
  wan: Device;
  /** Where one connection goes out. */
  wanOf(entry: ConntrackEntry): Device;
  /** Where a device in the LAN is; of one that is not known: not behind the WAN. */
  lanOf(ip: string | null): Device;
}

export function placesOf(snapshot: Pick<Snapshot, 'wan' | 'neighbours' | 'interfaces'>): Places {
  const { wan, neighbours, interfaces } = snapshot;
  const outward = wan.kind === 'value' ? wan.value.device : null;
  const known: Ways = {
    outward,
    addresses: wan.kind === 'value' ? wan.value.addresses : [],
    interfaces: interfaces.kind === 'value' ? interfaces.value.interfaces.filter(({ up }) => up) : [],
  };
  const devices = new Map(
    (neighbours.kind === 'value' ? neighbours.value.neighbours : []).map(({ ip, device }) => [ip, device]),
  );
  const inward: Device = outward === null ? null : { not: [outward] };
  return {
    wan: waysOut(known).length > 1 ? null : outward,
    wanOf: (entry) => wayOf(entry, known),
    lanOf: (ip) => (ip === null ? inward : (devices.get(ip) ?? inward)),
  };
}

interface Ways {
  outward: string | null;
  /** Addresses of that device. */
  addresses: readonly string[];
  interfaces: readonly NetworkInterface[];
}

/** Devices that a default route leads out of. */
const waysOut = ({ interfaces }: Ways, family?: Family): string[] => [
  ...new Set(
    interfaces
      .filter(({ defaults }) => (family === undefined ? defaults.length > 0 : defaults.includes(family)))
      .flatMap(({ device }) => device ?? []),
  ),
];

/** By the address it has outside, where it is translated; else the only way there is for its family. */
function wayOf({ family, original, reply }: ConntrackEntry, known: Ways): Device {
  const { outward, addresses, interfaces } = known;
  if (reply.dst !== original.src) {
    if (addresses.includes(reply.dst)) return outward;
    const named = interfaces.find(
      ({ ipv4, ipv6 }) => ipv4.includes(reply.dst) || ipv6.some(({ ip }) => ip === reply.dst),
    );
    if (named) return named.device;
    // Another line outside that was not read, or an address the router no longer has.
    if (addresses.some((address) => address.includes(':') === reply.dst.includes(':'))) return null;
  }
  const ways = waysOut(known, family);
  if (ways.length > 1) return null;
  return ways[0] ?? outward;
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
    wan: places.wanOf(entry),
    mark,
    reply: { src: reply.src, dst: reply.dst, sport: reply.sport, dport: reply.dport },
    ...(original.packets !== undefined && { packets: original.packets + (reply.packets ?? 0) }),
  };
}
