import type { Flow } from '../conntrack/flow.ts';
import { normaliseIp } from '../model/ip.ts';
import { readValue, type Snapshot } from '../probes/engine/probe.ts';
import type { LeaseReading, NeighbourReading } from '../probes/readings.ts';
import { isPrivateMac } from './device.ts';

/** A device of the household that could hold a push connection. */
export interface Phone {
  mac: string | null;
  /** Hostile, as the device sent it. */
  name: string | null;
  ips: string[];
  /** `named`: its name says phone or tablet. `perhaps`: its MAC is one that phones make up. `null`: it may be anything. */
  phone: 'named' | 'perhaps' | null;
  /** Answers at this moment; a lease alone, or an answer some time ago, is not enough. */
  isHome: boolean;
  /** The line that shows it, as `ip neigh` prints it; `null` where only a lease does. */
  line: string | null;
}

type Neighbour = NeighbourReading['neighbours'][number];
type Lease = LeaseReading['leases'][number];

/** States in which a device answered within the last half minute, or is just being asked (kernel `neighbour.c`). */
const answering: ReadonlySet<string> = new Set(['REACHABLE', 'DELAY', 'PROBE']);

/** Names phones and tablets give themselves; anything else may be a phone too. */
const phoneNames =
  /iphone|ipad|android|galaxy|pixel|redmi|xiaomi|poco|huawei|honor|oppo|vivo|oneplus|realme|nothing-phone|phone/i;

/** The devices beside the router with a lease, or that answered, without those on the way out. */
export function householdOf(snapshot: Snapshot): Phone[] {
  const outside = readValue(snapshot.wan)?.device ?? null;
  const neighbours = (readValue(snapshot.neighbours)?.neighbours ?? []).filter(
    ({ device, mac }) => mac !== null && device !== outside,
  );
  const leases = readValue(snapshot.leases)?.leases ?? [];
  const [near, leased] = [byDevice(neighbours), byDevice(leases)];
  const keys = new Set([...near.keys(), ...leased.keys()]);
  return [...keys].map((key) => phoneOf(key, near.get(key) ?? [], leased.get(key) ?? []));
}

function byDevice<T extends { mac: string | null; ip: string }>(all: readonly T[]): Map<string, T[]> {
  const found = new Map<string, T[]>();
  for (const one of all) {
    const key = one.mac ?? one.ip;
    const known = found.get(key);
    if (known) known.push(one);
    else found.set(key, [one]);
  }
  return found;
}

function phoneOf(key: string, near: readonly Neighbour[], leased: readonly Lease[]): Phone {
  const name = leased.find((lease) => lease.name !== null)?.name ?? null;
  const mac = key.includes(':') && key.length === 17 ? key : null;
  const now = near.find(({ state }) => answering.has(state));
  return {
    mac,
    name,
    ips: [...new Set([...leased, ...near].map(({ ip }) => normaliseIp(ip) ?? ip))],
    phone: likeness(name, leased.length > 0 ? mac : null),
    isHome: now !== undefined,
    line: now ? `${now.ip} dev ${now.device} lladdr ${now.mac} ${now.state}` : null,
  };
}

function likeness(name: string | null, mac: string | null): Phone['phone'] {
  if (name !== null && phoneNames.test(name)) return 'named';
  return mac !== null && isPrivateMac(mac) ? 'perhaps' : null;
}

/** Whether a connection is this device's. */
export const isOf = ({ mac, ips }: Phone, { device }: Flow): boolean =>
  (mac !== null && device.mac === mac) || ips.includes(device.ip);
