import { alwaysExempt, ownPorts, servicesInUse } from '../../push/use.ts';
import type { Proposal, RemedyFacts } from '../remedy.ts';
import { type ExemptParams, exemptParams, isPlainChain, type Ports } from './params.ts';
import { type Site, sitesOf } from './sites.ts';

/**
 * One exemption for every chain that offloads. fw3 and iptables: in both families, as one that has no offload rule today
 * may get one at the next reload.
 */
export function propose({ snapshot, flows, lost }: RemedyFacts): Proposal<ExemptParams> {
  const sites = sitesOf(snapshot);
  const offloading = sites.filter(({ offloads }) => offloads);
  if (offloading.length === 0) return { none: 'no-offload' };
  if (offloading.some(({ chain }) => !isPlainChain(chain))) return { none: 'odd-name' };
  const places = sites.filter((site) => site.offloads || isTwin(site, offloading));
  const promised = exemptParams.safeParse(lost).data;
  const services = [...new Set([...(promised?.services ?? []), ...alwaysExempt, ...usedBy(flows)])];
  return {
    fits: {
      services,
      ports: joined([...(promised?.ports ?? []), ...ownPorts(services)]),
      families: (['ipv4', 'ipv6'] as const).filter((family) =>
        places.some(({ families }) => families.includes(family)),
      ),
      places: places.map(({ firewall, chain }) => ({ firewall, chain })),
    },
  };
}

/** The same chain for the other family: `ip6tables FORWARD`, and none of another table. */
const isTwin = (site: Site, offloading: readonly Site[]): boolean =>
  (site.firewall === 'fw3' || site.firewall === 'iptables') &&
  offloading.some(
    ({ firewall, chain }) => firewall === site.firewall && withoutTool(chain) === withoutTool(site.chain),
  );

const withoutTool = (chain: string): string => chain.slice(chain.indexOf(' '));

/** Services of this household that have ports of their own. Things are left to who looks after them. */
const usedBy = (flows: RemedyFacts['flows']): string[] =>
  servicesInUse(flows)
    .filter(({ kind, proto, ports }) => kind !== 'thing' && proto === 'tcp' && ports.length > 0)
    .map(({ id }) => id);

/** In order, each port once. */
function joined(ranges: readonly Ports[]): Ports[] {
  const sorted = [...ranges].sort((a, b) => a.from - b.from);
  return sorted.reduce<Ports[]>((all, { from, to }) => {
    const last = all.at(-1);
    if (last && from <= last.to + 1) last.to = Math.max(last.to, to);
    else all.push({ from, to });
    return all;
  }, []);
}
