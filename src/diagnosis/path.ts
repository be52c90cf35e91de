import ipaddr from 'ipaddr.js';
import type { ConntrackEntry } from '../conntrack/flow.ts';
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
}

/** The special range an address lies in, as `ipaddr.js` calls it: `private` (RFC 1918), `unicast` … */
const rangeOf = (ip: string): string => (ipaddr.isValid(ip) ? ipaddr.parse(ip).range() : 'none');

/** B4 and AFTR of DS-Lite, CLAT of 464XLAT (RFC 6333, RFC 7335): the carrier translates, not this router. */
const tunnelNetwork = ipaddr.IPv4.parseCIDR('192.0.0.0/29');
/** Addresses that only a proxy's own DNS gives out: RFC 2544's range, the default "fake IP" of mihomo and sing-box. */
const fakeNetwork = ipaddr.IPv4.parseCIDR('198.18.0.0/15');
const isIn = (network: [ipaddr.IPv4, number], ip: string): boolean =>
  ipaddr.IPv4.isValid(ip) && ipaddr.IPv4.parse(ip).match(network);

export function surroundingsOf(snapshot: Snapshot, entries: readonly ConntrackEntry[]): Surroundings {
  const { wan, neighbours } = snapshot;
  const own = new Set(wan.kind === 'value' ? wan.value.addresses : []);
  const beside = neighbours.kind === 'value' ? neighbours.value.neighbours : [];
  return {
    own,
    neighbours: new Set(beside.filter(({ mac }) => mac !== null).map(({ ip }) => ip)),
    translates: entries.some(isTranslated) || translatesBySettings(snapshot, [...own]),
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
 * LAN are does not leave the router (TPROXY).
 */
export function pathOf(entry: ConntrackEntry, { own, neighbours, translates }: Surroundings): Path {
  const { original, reply } = entry;
  if (entry.offload !== 'none') return 'offloaded';
  if (own.has(original.src)) return 'local';
  if (isRedirected(entry)) return neighbours.has(reply.src) && !own.has(reply.src) ? 'forwarded' : 'local';
  if (isIn(fakeNetwork, original.dst)) return 'local';
  if (staysPrivate(entry) && translates !== false) return translates === null ? 'unknown' : 'local';
  return entry.unreplied ? 'unknown' : 'forwarded';
}

/** IPv4 from a private address to a public one, and the answers come back to the private one. */
const staysPrivate = ({ family, original, reply }: ConntrackEntry): boolean =>
  family === 'ipv4' &&
  reply.dst === original.src &&
  rangeOf(original.src) === 'private' &&
  rangeOf(original.dst) !== 'private';
