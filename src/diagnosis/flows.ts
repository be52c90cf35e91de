import { parseConntrack } from '../conntrack/entry.ts';
import type { ConntrackEntry, Flow } from '../conntrack/flow.ts';
import { coverage } from '../firewall/first/coverage.ts';
import type { ForwardPath } from '../firewall/first/forward.ts';
import { normaliseIp } from '../model/ip.ts';
import type { Reading, Snapshot } from '../probes/engine/probe.ts';
import { serviceOf } from '../push/match.ts';

/**
 * The push connections in a snapshot, named after DHCP leases and neighbours. Order: as the table was read. Names are
 * the devices' own words. `paths`: the forward paths of the same snapshot.
 */
export function flowsOf(snapshot: Snapshot, paths: readonly ForwardPath[]): Flow[] {
  const lines = readingOf(snapshot.conntrack)?.lines ?? [];
  const names = directoryOf(snapshot);
  return lines.flatMap((line) => {
    const entry = parseConntrack(line);
    const service = entry && serviceOf(entry);
    // Calls over UDP live by other timeouts, and a cause of their own looks at them.
    if (!entry || service?.proto !== 'tcp') return [];
    const { src, dst, dport } = entry.original;
    return {
      service: service.id,
      device: names(src),
      server: { ip: dst, port: dport },
      entry,
      exempt: isExempt(entry, paths),
    };
  });
}

const readingOf = <V>(reading: Reading<V>): V | null => (reading.kind === 'value' ? reading.value : null);

/** Who has an address: its MAC from leases or neighbours (IPv6 only there), its name from the lease of that MAC. */
function directoryOf(snapshot: Snapshot): (ip: string) => Flow['device'] {
  const leases = readingOf(snapshot.leases)?.leases ?? [];
  const neighbours = readingOf(snapshot.neighbours)?.neighbours ?? [];
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

/** Accepted above the offload rule in every chain that offloads its family; `null` when no chain of it is known. */
function isExempt({ family, original }: ConntrackEntry, paths: readonly ForwardPath[]): boolean | null {
  const seen = paths.filter((path) => path.families.includes(family));
  const offloading = seen.filter((path) => path.rules.some((rule) => rule.kind === 'offload'));
  if (seen.length === 0) return null;
  const full = (path: ForwardPath) => coverage(path, family, original.dport) === 'full';
  return offloading.length > 0 ? offloading.every(full) : seen.some(full);
}
