import ipaddr from 'ipaddr.js';
import type { ConntrackEntry } from '../conntrack/flow.ts';
import { takersOf } from '../firewall/intercept/index.ts';
import type { Snapshot } from '../probes/engine/probe.ts';
import type { Path } from './connection.ts';

/** What tells a connection that is forwarded from one that ends on the router. */
export interface Surroundings {
  /** Addresses the router is known to have. */
  own: ReadonlySet<string>;
  /** Addresses of other devices beside it. */
  neighbours: ReadonlySet<string>;
  /** Whether IPv4 of the LAN is translated on its way out; `null`: not known. */
  translates: boolean | null;
  /** Whether rules hand what a device opens to a program on the router; `maybe`: for some, or by what was not read. */
  takes(entry: ConntrackEntry): 'yes' | 'maybe' | 'no';
}

/** The special range an address lies in, as `ipaddr.js` calls it: `private` (RFC 1918), `unicast` … */
const rangeOf = (ip: string): string => (ipaddr.isValid(ip) ? ipaddr.parse(ip).range() : 'none');

/** B4 and AFTR of DS-Lite, CLAT of 464XLAT (RFC 6333, RFC 7335): the carrier translates, not this router. */
const tunnelNetwork = ipaddr.IPv4.parseCIDR('192.0.0.0/29');
/**
 * Addresses that only a proxy's own DNS gives out, "fake IP": RFC 2544's range, the default of mihomo, sing-box and Xray;
 * in IPv6 that of sing-box and Xray (https://sing-box.sagernet.org/configuration/dns/fakeip/).
 */
const fakeNetwork = ipaddr.IPv4.parseCIDR('198.18.0.0/15');
const fakeNetwork6 = ipaddr.IPv6.parseCIDR('fc00::/18');
const isIn = (network: [ipaddr.IPv4, number], ip: string): boolean =>
  ipaddr.IPv4.isValid(ip) && ipaddr.IPv4.parse(ip).match(network);
const isFake = (ip: string): boolean =>
  isIn(fakeNetwork, ip) || (ipaddr.IPv6.isValid(ip) && ipaddr.IPv6.parse(ip).match(fakeNetwork6));
/** Addresses of a house: no phone is reached by a server there, whatever its port. */
export const isInside = (ip: string): boolean =>
  ['private', 'uniqueLocal', 'linkLocal', 'loopback'].includes(rangeOf(ip)) && !isFake(ip);

export function surroundingsOf(snapshot: Snapshot, entries: readonly ConntrackEntry[]): Surroundings {
  const { wan, neighbours, interfaces } = snapshot;
  const outside = wan.kind === 'value' ? wan.value.addresses : [];
  const others = interfaces.kind === 'value' ? interfaces.value.interfaces : [];
  const own = new Set([
    ...outside,
    ...others.flatMap(({ ipv4, ipv6 }) => [...ipv4, ...ipv6.map(({ ip }) => ip)]),
  ]);
  const beside = neighbours.kind === 'value' ? neighbours.value.neighbours : [];
  return {
    own,
    neighbours: new Set(beside.filter(({ mac }) => mac !== null).map(({ ip }) => ip)),
    translates: entries.some(isTranslated) || translatesBySettings(snapshot, outside),
    takes: takesIn(snapshot),
  };
}

/** Connections about which the rules are asked; of more nothing is known. */
const mostAsked = 10;

/** What rules of TPROXY do to what was opened: those of REDIRECT show in the entry. */
function takesIn({ intercept, neighbours }: Snapshot): Surroundings['takes'] {
  if (intercept.kind !== 'value' || intercept.value.chains.length === 0) return () => 'no';
  const { value } = intercept;
  const beside = neighbours.kind === 'value' ? neighbours.value.neighbours : [];
  const devices = new Map(beside.map(({ ip, device }) => [ip, device]));
  let asked = 0;
  return ({ family, original: { src, dst, dport } }) => {
    if (++asked > mostAsked) return 'maybe';
    const device = devices.get(src);
    const lan = device === undefined ? [] : [device];
    const found = takersOf(value, { family, port: dport, server: dst, clients: [src], lan });
    const takers = found.takers.filter(({ how }) => how === 'tproxy');
    if (takers.length === 0) return 'no';
    return takers.some(({ met }) => met === 'yes') ? 'yes' : 'maybe';
  };
}

function translatesBySettings({ uci }: Snapshot, own: readonly string[]): boolean | null {
  const addresses = own.filter((ip) => ipaddr.IPv4.isValid(ip));
  if (addresses.length === 0) return null;
  if (addresses.every((ip) => isIn(tunnelNetwork, ip))) return false;
  // Nothing answers a private address over the Internet.
  if (addresses.some((ip) => !['private', 'carrierGradeNat', 'linkLocal'].includes(rangeOf(ip)))) return true;
  return uci.kind === 'value' ? masquerades(uci.value.entries) : null;
}

/** Whether OpenWrt's firewall masquerades a zone. */
const masquerades = (entries: Record<string, string[]>): boolean =>
  Object.entries(entries).some(([key, values]) => key.endsWith('.masq') && values.includes('1'));

const isRedirected = ({ original, reply }: ConntrackEntry): boolean =>
  reply.src !== original.dst || reply.sport !== original.dport;

const isTranslated = (entry: ConntrackEntry): boolean =>
  entry.family === 'ipv4' && !isRedirected(entry) && entry.reply.dst !== entry.original.src;

/**
 * The way of a connection, from its entry. A flag of the flowtable proves the forward path. An answer that does not come
 * from the server dialled comes from a proxy (REDIRECT); an IPv4 connection that is not translated where those of the
 * LAN are does not leave the router (TPROXY). IPv6 looks the same either way: there the rules tell.
 */
export function pathOf(entry: ConntrackEntry, around: Surroundings): Path {
  const { own, neighbours, translates } = around;
  const { original, reply } = entry;
  if (entry.offload !== 'none') return 'offloaded';
  if (own.has(original.src)) return 'local';
  if (isRedirected(entry)) return neighbours.has(reply.src) && !own.has(reply.src) ? 'forwarded' : 'local';
  if (isFake(original.dst)) return 'local';
  if (staysPrivate(entry) && translates !== false) return translates === null ? 'unknown' : 'local';
  if (entry.unreplied) return 'unknown';
  return entry.family === 'ipv6' ? byRules(around.takes(entry)) : 'forwarded';
}

const byRules = (takes: 'yes' | 'maybe' | 'no'): Path =>
  (({ yes: 'local', maybe: 'unknown', no: 'forwarded' }) as const)[takes];

/** IPv4 from a private address to a public one, and the answers come back to the private one. */
const staysPrivate = ({ family, original, reply }: ConntrackEntry): boolean =>
  family === 'ipv4' &&
  reply.dst === original.src &&
  rangeOf(original.src) === 'private' &&
  rangeOf(original.dst) !== 'private';
