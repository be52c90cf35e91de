import type { Flow } from '../conntrack/flow.ts';
import type { Cover, Family, OffloadSite } from '../firewall/index.ts';
import type { Service } from '../push/service.ts';
import { apns } from '../push/services/apns.ts';
import { services } from '../push/services/index.ts';
import type { RuleFacts } from './rules.ts';

/** One place where an exemption has to stand: a base chain that offloads, a family it takes, a push port. */
export interface Spot {
  site: OffloadSite;
  family: Family;
  port: number;
  cover: Cover;
}

/** What of the push ports is exempted from offload. */
export interface Covered {
  spots: Spot[];
  /** `unknown`: it rests on rules that are not understood. `not-needed`: no offload rule is known. */
  state: 'full' | 'partial' | 'none' | 'unknown' | 'not-needed';
}

interface Asked {
  port: number;
  /** Prefixes the service keeps to; `undefined`: any server. */
  prefixes: readonly string[] | undefined;
}

/** APNs. Other services count once a device is seen using them: a household without Androids needs no FCM exemption. */
const alwaysNeeded = apns.ports[0].from;

const owns = ({ ports }: Service, port: number): boolean =>
  ports.some(({ from, to }) => from <= port && port <= to);

/** Ports of push alone: of those shared with everything else, such as 443, no exemption by port is asked. */
function askedFor(flows: readonly Flow[]): Asked[] {
  const seen = flows.map(({ server }) => server.port);
  const ports = [...new Set([alwaysNeeded, ...seen])].sort((a, b) => a - b);
  return ports.flatMap((port) => {
    const service: Service | undefined = services.find((one) => one.kind === 'phone' && owns(one, port));
    return service ? { port, prefixes: service.shared?.prefixes } : [];
  });
}

/** How each push port in use is kept out of each chain that offloads. */
export function coverOf(rules: RuleFacts, flows: readonly Flow[]): Covered {
  const asked = askedFor(flows);
  const spots = rules.sites.flatMap((site) =>
    site.families.flatMap((family) =>
      asked.map(({ port, prefixes }) => {
        const servers = prefixes?.filter((prefix) => prefix.includes(':') === (family === 'ipv6'));
        const question = { family, port, base: site.base, ...(servers && { servers }) };
        return { site, family, port, cover: rules.coverOf(question) };
      }),
    ),
  );
  return { spots, state: stateOf(spots.map(({ cover }) => cover.coverage)) };
}

function stateOf(all: readonly Cover['coverage'][]): Covered['state'] {
  if (all.length === 0) return 'not-needed';
  if (all.every((one) => one === 'full')) return 'full';
  if (all.every((one) => one === 'full' || one === 'unknown')) return 'unknown';
  return all.every((one) => one === 'none') ? 'none' : 'partial';
}
