import ipaddr from 'ipaddr.js';
import type { Flow } from '../conntrack/flow.ts';
import { readValue, type Snapshot } from '../probes/engine/probe.ts';
import type { InterfacesReading, NetworkInterface } from '../probes/network.types.ts';

/** What IANA gives out as addresses of the Internet; the house has fc00::/7, the link fe80::/10. */
const internet = ipaddr.IPv6.parseCIDR('2000::/3');
export const isGlobal6 = (ip: string): boolean =>
  ipaddr.IPv6.isValid(ip) && ipaddr.IPv6.parse(ip).match(internet);

/** Interfaces that give addresses to devices: those a prefix is assigned to. */
const lansOf = ({ interfaces }: InterfacesReading): NetworkInterface[] =>
  interfaces.filter(({ up, assigned }) => up && assigned.length > 0);

/** Prefixes of the Internet the LAN is given now; one that is deprecated is not meant for new connections. */
export const livePrefixes = (reading: InterfacesReading): NetworkInterface['assigned'] =>
  lansOf(reading)
    .flatMap(({ assigned }) => assigned)
    .filter(({ ip, preferredS }) => isGlobal6(ip) && preferredS !== 0);

/** Whether an interface has the way out for IPv6. */
export const hasWayOut6 = ({ interfaces }: InterfacesReading): boolean =>
  interfaces.some(({ up, defaults }) => up && defaults.includes('ipv6'));

export function isIn(ip: string, prefixes: NetworkInterface['assigned']): boolean {
  if (!ipaddr.IPv6.isValid(ip)) return false;
  const address = ipaddr.IPv6.parse(ip);
  return prefixes.some(({ ip: base, prefix }) =>
    address.match(ipaddr.IPv6.parse(base), Math.min(prefix, 128)),
  );
}

/**
 * Whether a connection could leave and be answered at all: IPv4 always; IPv6 only with a way out, and not from an address
 * of a prefix that is not ours any more. Where interfaces were not read, it could.
 */
export function canLeave({ entry, device }: Flow, reading: InterfacesReading | null): boolean {
  if (entry.family === 'ipv4' || reading === null) return true;
  const prefixes = livePrefixes(reading);
  const isStale = isGlobal6(device.ip) && prefixes.length > 0 && !isIn(device.ip, prefixes);
  return hasWayOut6(reading) && !isStale;
}

/** Devices of the LAN with an address of the Internet, as `ip neigh` shows them; hostile words, plain addresses. */
export function globalNeighbours(
  snapshot: Snapshot,
  reading: InterfacesReading,
): { ip: string; line: string }[] {
  const lan = new Set(lansOf(reading).map(({ device }) => device));
  return (readValue(snapshot.neighbours)?.neighbours ?? [])
    .filter(({ ip, mac, device }) => mac !== null && lan.has(device) && isGlobal6(ip))
    .map(({ ip, mac, device, state }) => ({ ip, line: `${ip} dev ${device} lladdr ${mac} ${state}` }));
}

/** Push connections over IPv6. */
export const over6 = <F extends Flow>(flows: readonly F[]): F[] =>
  flows.filter(({ entry }) => entry.family === 'ipv6');
