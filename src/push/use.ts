import type { PortRange, Service } from './service.ts';
import { services } from './services/index.ts';

/** A connection, as far as it tells which service a household uses. */
interface Used {
  service: string;
}

/** Services that these connections belong to, in the order of the list. What is not there now may be used tomorrow. */
export const servicesInUse = (flows: readonly Used[]): Service[] =>
  services.filter(({ id }) => flows.some((flow) => flow.service === id));

const eachOf = (ranges: readonly PortRange[]): number[] =>
  ranges.flatMap(({ from, to }) => Array.from({ length: to - from + 1 }, (_, at) => from + at));

/** Ports that everything else uses, too: too many connections to follow one by one. */
const webPorts: readonly number[] = [80, 443, 8080];

const portsToWatch = ({ ports, shared }: Service): number[] => [
  ...eachOf(ports),
  ...(shared?.sure ? shared.ports.filter((port) => !webPorts.includes(port)) : []),
];

/** Ports on which a watch follows connections, in order. */
export const watchedPorts: readonly number[] = [
  ...new Set(services.filter(({ watched }) => watched).flatMap(portsToWatch)),
].sort((a, b) => a - b);

/** Whether a watch follows connections to this service on this port. */
export const isWatched = (service: Service, port: number): boolean =>
  service.watched && portsToWatch(service).includes(port);

/** What a household is offered an exemption for when nothing is known of it: an exemption of less would miss a guest. */
export const alwaysExempt: readonly string[] = ['apns', 'fcm'];

/** Every single port of {@link alwaysExempt}: 5223 and 5228 to 5230. */
export const phonePorts: readonly number[] = alwaysExempt.flatMap((id) =>
  services.filter((service) => service.id === id).flatMap(({ ports }) => eachOf(ports)),
);

/** Ports that are a service's alone, by ids, in order and without gaps between neighbours. Ids that are unknown count for nothing. */
export function ownPorts(ids: readonly string[], proto: 'tcp' | 'udp' = 'tcp'): PortRange[] {
  const all = services
    .filter((service) => service.proto === proto && ids.includes(service.id))
    .flatMap(({ ports }) => ports)
    .sort((a, b) => a.from - b.from);
  return all.reduce<PortRange[]>((ranges, { from, to }) => {
    const last = ranges.at(-1);
    if (last && from <= last.to + 1) last.to = Math.max(last.to, to);
    else ranges.push({ from, to });
    return ranges;
  }, []);
}

/** What iPhones and Androids open, to any of their servers: for questions about rules where nobody is connected. */
export const typicalPush = [
  { family: 'ipv4', port: 5223, server: '17.57.144.10' },
  { family: 'ipv6', port: 5223, server: '2620:149:a44::10' },
  { family: 'ipv4', port: 5228, server: '142.250.1.188' },
] as const;
