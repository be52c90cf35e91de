import { ownCoverage } from '../../firewall/first/coverage.ts';
import type { Family, FirewallKind, ForwardPath } from '../../firewall/first/forward.ts';
import { forwardPaths } from '../../firewall/first/paths.ts';
import type { Evidence } from '../../model/evidence.ts';
import type { Snapshot } from '../../probes/engine/probe.ts';

/** A base chain on the forward hook, on top of which an exemption could stand. */
export interface Site {
  firewall: FirewallKind;
  /** `inet fw4 forward`, `ip6tables FORWARD`. */
  chain: string;
  families: Family[];
  /** Puts connections into a flowtable, itself or through chains it reaches. */
  offloads: boolean;
  /** How well our own rules keep connections to a port out. */
  coverage(family: Family, port: number): 'full' | 'below' | 'one-direction' | 'none';
  /** Our rules and the offload rules, as the router prints them. */
  evidence: Evidence[];
}

const asSite = (path: ForwardPath): Site => ({
  firewall: path.firewall,
  chain: path.chain,
  families: path.families,
  offloads: path.rules.some(({ kind }) => kind === 'offload'),
  coverage: (family, port) => ownCoverage(path, family, port),
  evidence: path.rules
    .filter(({ kind, ours }) => kind === 'offload' || ours)
    .slice(0, 12)
    .map(({ line }) => ({ source: path.chain, line })),
});

/** Every base chain a forwarded packet meets. */
export const sitesOf = (snapshot: Snapshot): Site[] => forwardPaths(snapshot).map(asSite);

/** Whether the rules were read, as far as they are there. */
export const areRulesRead = ({ nft, iptables }: Snapshot): boolean =>
  nft.kind !== 'failed' && iptables.kind !== 'failed' && (nft.kind === 'value' || iptables.kind === 'value');
