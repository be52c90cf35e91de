import type { ConntrackEntry } from '../conntrack/flow.ts';
import type { Language } from '../model/language.ts';
import { type Lookup, prefixTable } from './prefixes.ts';
import type { Service } from './service.ts';
import { services } from './services/index.ts';

const keyOf = (proto: string, port: number): string => `${proto} ${port}`;

/** Services by protocol and port: towards the networks of one, else whose port it is. */
const shared = new Map<string, Lookup<Service>>();
const own = new Map<string, Service>();

for (const service of services)
  for (const { from, to } of service.ports)
    for (let port = from; port <= to; port += 1) own.set(keyOf(service.proto, port), service);

const sharing = (proto: string, port: number) =>
  services.flatMap((of) =>
    of.proto === proto && of.shared?.ports.includes(port)
      ? of.shared.prefixes.map((prefix) => ({ prefix, of }))
      : [],
  );

for (const { proto, shared: known } of services)
  for (const port of known?.ports ?? []) shared.set(keyOf(proto, port), prefixTable(sharing(proto, port)));

/** The push service a device on `entry` talks to; `null` when it is none. Looks at what the device dialled, before NAT. */
export function serviceOf({ proto, original }: ConntrackEntry): Service | null {
  const key = keyOf(proto, original.dport);
  return shared.get(key)?.(original.dst) ?? own.get(key) ?? null;
}

const byId = new Map(services.map((service) => [service.id, service]));

/** A service of this or an earlier release by its id; `undefined` when there is none any more. */
export const serviceById = (id: string): Service | undefined => byId.get(id);

/** What people call it. An id of another release stands for itself. */
export function serviceName(id: string, language: Language): string {
  const service = byId.get(id);
  return service?.names?.[language] ?? service?.name ?? id;
}

/** On a port and network that the service shares with its owner's others: perhaps push, perhaps any of those. */
export const isPerhaps = (id: string, port: number): boolean => {
  const known = byId.get(id)?.shared;
  return known?.sure === false && known.ports.includes(port);
};
