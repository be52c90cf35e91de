import ipaddr from 'ipaddr.js';
import type { Evidence } from '../model/evidence.ts';
import type { UciReading } from '../probes/readings.ts';
import { portOf } from '../push/ports.ts';

/** One of Apple's push servers; any will do, because people write rules about all of them. */
const apple = ipaddr.parse('17.57.144.10');

/** Rules that are shown; one is enough. */
const most = 2;

/**
 * Lines of traffic rules of OpenWrt's firewall that refuse what devices send to a port of Apple's push servers: LuCI's
 * Traffic Rules and Parental controls. https://openwrt.org/docs/guide-user/firewall/firewall_configuration#rules
 */
export function refusingRules({ entries, lines }: UciReading, port: number): Evidence[] {
  const rules = Object.keys(entries).filter(
    (key) => /^firewall\.[^.]+$/.test(key) && entries[key]?.[0] === 'rule',
  );
  return rules
    .filter((rule) => refuses(rule, entries, port))
    .slice(0, most)
    .flatMap((rule) =>
      lines
        .filter(
          (line) =>
            /^\.(name|src|dest_port|dest_ip|target)=/.test(line.slice(rule.length)) &&
            line.startsWith(`${rule}.`),
        )
        .map((line) => ({ source: 'uci show firewall', line })),
    );
}

function refuses(rule: string, entries: UciReading['entries'], port: number): boolean {
  const option = (name: string): string[] => entries[`${rule}.${name}`] ?? [];
  const words = (name: string): string[] =>
    option(name)
      .flatMap((value) => value.split(/\s+/))
      .filter((word) => word !== '');
  if (!['REJECT', 'DROP'].includes(option('target')[0] ?? '') || option('enabled')[0] === '0') return false;
  // Without a destination it is about what is for the router itself; from outside it is no device's.
  if (option('dest').length === 0 || /^wan/.test(option('src')[0] ?? 'wan')) return false;
  const protocols = words('proto');
  if (protocols.length > 0 && !protocols.some((word) => /^(tcp|tcpudp|all|any|6)$/.test(word))) return false;
  // For some devices, or at some hours, it is those people's wish.
  if (['src_ip', 'src_mac', 'start_time', 'ipset'].some((name) => option(name).length > 0)) return false;
  const ports = words('dest_port');
  const places = words('dest_ip');
  return (
    (ports.length > 0 || places.length > 0) &&
    (ports.length === 0 || ports.some((word) => portOf(word, port))) &&
    (places.length === 0 || places.some(isApples))
  );
}

function isApples(word: string): boolean {
  const [base = '', bits = '32'] = word.split('/');
  return (
    ipaddr.IPv4.isValid(base) &&
    /^\d{1,2}$/.test(bits) &&
    apple.match(ipaddr.parse(base), Math.min(Number(bits), 32))
  );
}
