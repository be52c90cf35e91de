import ipaddr from 'ipaddr.js';
import type { ConfigReading, DnsAnswer, ProgramsReading } from '../probes/network.types.ts';
import { isYes, optionOf, sectionsOf } from './settings.ts';

/** RFC 2544's range, and the default one of IPv6: what mihomo and sing-box answer for names they take over. */
const fake = [ipaddr.parseCIDR('198.18.0.0/15'), ipaddr.parseCIDR('fc00::/18')] as const;

/** Whether the answer comes from a proxy, which knows what it stands for. */
export const isFake = ({ kind, addresses }: DnsAnswer): boolean =>
  kind === 'address' &&
  addresses.every((ip) => {
    const address = ipaddr.parse(ip);
    return fake.some(([network, bits]) => address.kind() === network.kind() && address.match(network, bits));
  });

/** Whether this is what a block list answers, in the ways dnsmasq, AdGuard Home, unbound and smartdns have. */
export const isBlocked = ({ kind }: DnsAnswer): boolean =>
  kind === 'null' || kind === 'local' || kind === 'nxdomain' || kind === 'refused' || kind === 'empty';

/**
 * Whether a line of a list denies one of the push names, rather than allowing it or sending it to another server.
 * dnsmasq's `server=/name/` and `local=/name/` without a server, `address=/name/`, hosts files, Adblock syntax,
 * unbound, smartdns. Sources: `dnsmasq.8`; AdGuard's "How to create your own ad filters"; unbound.conf(5).
 */
export function isDenying(line: string): boolean {
  if (/^(?:@@|#|!)/.test(line)) return false;
  if (/^(?:local|server)=\/\S*\/$/.test(line)) return true;
  if (/^(?:list|option) '?server'? ['"]\/[^'"]*\/['"]$/.test(line)) return true;
  if (/^address[= ]\/\S*\/(?:#|0\.0\.0\.0|::|127\.\S*)?$/.test(line)) return true;
  if (/^list '?address'? ['"]\/[^'"]*\/(?:#|0\.0\.0\.0|::)?['"]$/.test(line)) return true;
  if (/^(?:0\.0\.0\.0|127\.0\.0\.1|::1?)\s+\S/.test(line)) return true;
  if (/^\|\|\S+\^/.test(line)) return true;
  return /^(?:local-zone|local-data):/.test(line) || /^[a-z0-9.-]+$/.test(line);
}

/** Programs that keep block lists, as people know them: by their settings where they are switched on, or running. */
export function listKeepers(config: ConfigReading | null, programs: ProgramsReading | null): string[] {
  const on = (file: string, type: string | undefined, option: string): boolean =>
    config !== null && sectionsOf(config, file, type).some((section) => isYes(optionOf(section, option)));
  const runs = (part: string): boolean => programs?.running.some(({ name }) => name.includes(part)) ?? false;
  return [
    ...(on('adblock', 'adblock', 'adb_enabled') ? ['adblock'] : []),
    ...(on('adblock-fast', 'adblock-fast', 'enabled') ? ['adblock-fast'] : []),
    ...(on('simple-adblock', 'simple-adblock', 'enabled') ? ['simple-adblock'] : []),
    ...(runs('AdGuard') ? ['AdGuard Home'] : []),
    ...(runs('smartdns') ? ['SmartDNS'] : []),
    ...(runs('mosdns') ? ['MosDNS'] : []),
    ...(runs('https') ? ['https-dns-proxy'] : []),
    ...(runs('dnscrypt') ? ['dnscrypt-proxy'] : []),
    ...(runs('unbound') ? ['Unbound'] : []),
  ];
}

/** Which program a list belongs to, by where it stands; `null`: dnsmasq itself, or not known. */
export function keeperOf(path: string): string | null {
  if (path.includes('adblock-fast')) return 'adblock-fast';
  if (path.includes('simple-adblock')) return 'simple-adblock';
  if (/adb_list/.test(path)) return 'adblock';
  if (/adguard/i.test(path)) return 'AdGuard Home';
  if (path.includes('smartdns')) return 'SmartDNS';
  if (path.includes('unbound')) return 'Unbound';
  return /dnsmasq|hosts|config\/dhcp/.test(path) ? 'dnsmasq' : null;
}
