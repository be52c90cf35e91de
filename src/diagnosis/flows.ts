import { parseConntrack } from '../conntrack/entry.ts';
import type { Flow } from '../conntrack/flow.ts';
import { normaliseIp } from '../model/ip.ts';
import { readValue, type Snapshot } from '../probes/engine/probe.ts';
import { serviceOf } from '../push/match.ts';
import { isInside } from './path.ts';

/**
 * The push connections in a snapshot, named after DHCP leases and neighbours. Order: as the table was read. Names are
 * the devices' own words. Whether one is exempt is not asked here.
 */
export function flowsOf(snapshot: Snapshot): Flow[] {
  const lines = readValue(snapshot.conntrack)?.lines ?? [];
  const names = directoryOf(snapshot);
  return lines.flatMap((line) => {
    const entry = parseConntrack(line);
    const service = entry && serviceOf(entry);
    // Calls over UDP live by other timeouts, and a cause of their own looks at them.
    if (!entry || service?.proto !== 'tcp') return [];
    if (service.kind === 'phone' && isInside(entry.original.dst)) return [];
    const { src, dst, dport } = entry.original;
    return { service: service.id, device: names(src), server: { ip: dst, port: dport }, entry, exempt: null };
  });
}

/** Who has an address: its MAC from leases or neighbours (IPv6 only there), its name from the lease of that MAC. */
function directoryOf(snapshot: Snapshot): (ip: string) => Flow['device'] {
  const leases = readValue(snapshot.leases)?.leases ?? [];
  const neighbours = readValue(snapshot.neighbours)?.neighbours ?? [];
  const macs = new Map<string, string>();
  const byIp = new Map<string, string>();
  const byMac = new Map<string, string>();
  for (const { ip, mac } of neighbours) if (mac !== null) macs.set(normaliseIp(ip) ?? ip, mac);
  for (const { ip, mac, name } of leases) {
    const address = normaliseIp(ip) ?? ip;
    if (mac !== null && !macs.has(address)) macs.set(address, mac);
    if (name === null) continue;
    byIp.set(address, name);
    if (mac !== null) byMac.set(mac, name);
  }
  return (ip) => {
    const mac = macs.get(ip) ?? null;
    return { ip, mac, name: (mac === null ? undefined : byMac.get(mac)) ?? byIp.get(ip) ?? null };
  };
}
