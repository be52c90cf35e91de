import {
  baseChains,
  coverage,
  type Family,
  type FirewallKind,
  offloadSites,
  type RuleLine,
  rulesOf,
} from '../../firewall/index.ts';
import { isOurs } from '../../firewall/signature.ts';
import type { Evidence } from '../../model/evidence.ts';
import type { Snapshot } from '../../probes/engine/probe.ts';
import { apns } from '../../push/services/apns.ts';

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

const most = 12;
const isSigned = ({ comment }: RuleLine): boolean => isOurs(comment);

/** Every base chain a forwarded packet meets. */
export function sitesOf(snapshot: Snapshot): Site[] {
  const rules = rulesOf(snapshot);
  const offloading = offloadSites(rules);
  return baseChains(rules).map(({ firewall, base, families }): Site => {
    const site = offloading.find((one) => one.base === base);
    const ask = (family: Family, port: number) => coverage(rules, { family, port, base, counts: isSigned });
    // A chain of both families tells the same rules for each.
    const own = families.flatMap((family) => ask(family, apns.ports[0].from).rules);
    const shown = new Map(
      [...own, ...(site?.rules ?? [])].map((rule) => [`${rule.chain} ${rule.line}`, rule]),
    );
    return {
      firewall,
      chain: base,
      families: site?.families ?? families,
      offloads: site !== undefined,
      coverage: (family, port) => {
        const told = ask(family, port).coverage;
        // What is not understood beside our rules does not make them gone: the connections tell whether they help.
        return told === 'unknown' ? 'full' : told;
      },
      evidence: [...shown.values()].slice(0, most).map(({ chain, line }) => ({ source: chain, line })),
    };
  });
}

/** Whether the rules were read, as far as they are there. */
export const areRulesRead = ({ nft, iptables }: Snapshot): boolean =>
  nft.kind !== 'failed' && iptables.kind !== 'failed' && (nft.kind === 'value' || iptables.kind === 'value');
