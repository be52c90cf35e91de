import ipaddr from 'ipaddr.js';
import type { ConntrackEntry } from '../conntrack/flow.ts';

/** A push service as devices reach it over TCP. */
export interface Service {
  id: string;
  name: string;
  /** Ports of its own, whatever the server. */
  ports: readonly { from: number; to: number }[];
  /** Ports shared with everything else, which count only towards these prefixes. */
  shared: { ports: readonly number[]; prefixes: readonly string[] } | null;
  /** Seconds a quiet connection has to be kept, as the vendor says or advises. */
  quietS: number;
}

export const services = [
  {
    id: 'apns',
    name: 'APNs',
    ports: [{ from: 5223, to: 5223 }],
    // https://support.apple.com/102266: 443 is the fallback, and 17.0.0.0/8 is Apple's.
    shared: {
      ports: [443],
      prefixes: [
        '17.0.0.0/8',
        '2620:149:a44::/48',
        '2403:300:a42::/48',
        '2403:300:a51::/48',
        '2a01:b740:a42::/48',
      ],
    },
    quietS: 1800,
  },
  {
    id: 'fcm',
    name: 'FCM',
    // https://firebase.google.com/docs/cloud-messaging/network-configuration; its 443 cannot be told from other Google traffic.
    ports: [{ from: 5228, to: 5230 }],
    shared: null,
    quietS: 1800,
  },
] as const satisfies readonly Service[];

const matchers = services.map((service) => {
  const prefixes = (service.shared?.prefixes ?? []).map((prefix) => ipaddr.parseCIDR(prefix));
  const shared: readonly number[] = service.shared?.ports ?? [];
  return {
    service,
    matches: (ip: string, port: number) =>
      service.ports.some(({ from, to }) => from <= port && port <= to) ||
      (shared.includes(port) && isWithin(ip, prefixes)),
  };
});

/** The push service a device on `entry` talks to; `null` when it is none. Looks at what the device dialled, before NAT. */
export function serviceOf(entry: ConntrackEntry): (typeof services)[number] | null {
  if (entry.proto !== 'tcp') return null;
  const { dst, dport } = entry.original;
  return matchers.find(({ matches }) => matches(dst, dport))?.service ?? null;
}

function isWithin(ip: string, prefixes: readonly [ipaddr.IPv4 | ipaddr.IPv6, number][]): boolean {
  if (prefixes.length === 0 || !ipaddr.isValid(ip)) return false;
  const address = ipaddr.parse(ip);
  return prefixes.some(
    ([network, bits]) => address.kind() === network.kind() && address.match(network, bits),
  );
}
