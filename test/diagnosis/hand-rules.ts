import type { RuleFacts } from '../../src/diagnosis/rules.ts';
import type { Cover, Family, Fate, FirewallKind, OffloadSite, RuleLine } from '../../src/firewall/index.ts';
import type { Snapshot } from '../../src/probes/engine/probe.ts';

/** A rule made by hand: what it does, not how it is written. */
export interface HandRule {
  kind: 'offload' | 'exempt';
  directions: ('original' | 'reply')[];
  families: Family[];
  ports: { from: number; to: number }[];
  ours: boolean;
  hardware: boolean;
  line: string;
}

/** A base chain made by hand, with its rules in order. */
export interface HandChain {
  firewall: FirewallKind;
  chain: string;
  families: Family[];
  rules: HandRule[];
}

/** What such chains mean, as the reader of rules would say it. */
export function rulesFrom(snapshot: Snapshot, chains: readonly HandChain[]): RuleFacts {
  const sites = chains.flatMap((chain) => siteOf(chain) ?? []);
  const read = snapshot.nft.kind === 'value' || snapshot.iptables.kind === 'value';
  const failed = snapshot.nft.kind === 'failed' || snapshot.iptables.kind === 'failed';
  const known = read && (!failed || chains.length > 0);
  const doubts = sites.length > 0 || known ? [] : ['the rules could not be read'];
  return {
    firewall: chains[0]?.firewall ?? null,
    sites,
    doubts,
    fateOf: ({ family, original }) => fateOf(chains, doubts, family, original.dport),
    coverOf: ({ family, port, base }) => coverOf(chains, family, port, base),
  };
}

function siteOf(chain: HandChain): OffloadSite | null {
  const rules = chain.rules.filter(({ kind }) => kind === 'offload');
  if (rules.length === 0) return null;
  const taken = new Set(rules.flatMap(({ families }) => families));
  return {
    firewall: chain.firewall,
    base: chain.chain,
    families: chain.families.filter((family) => taken.has(family)),
    hardware: rules.some(({ hardware }) => hardware),
    rules: rules.map((rule) => lineOf(chain, rule)),
  };
}

const lineOf = ({ firewall, chain }: HandChain, { line, ours }: HandRule): RuleLine => ({
  firewall,
  chain,
  handle: null,
  comment: ours ? 'pushmedic:apns:v1' : null,
  line,
});

function fateOf(chains: readonly HandChain[], doubts: string[], family: Family, port: number): Fate {
  const open = chains.filter(
    (chain) => siteOf(chain)?.families.includes(family) && coverageOf(chain, family, port) !== 'full',
  );
  const unsure = doubts.length > 0 ? 'unknown' : 'no';
  const offloaded = open.length > 0 ? 'yes' : unsure;
  const direction = {
    offloaded,
    rules: open.flatMap((chain) => siteOf(chain)?.rules ?? []),
    doubts,
  } as const;
  return { offloaded, original: direction, reply: direction };
}

function coverOf(chains: readonly HandChain[], family: Family, port: number, base?: string): Cover {
  const asked = chains.filter(({ chain }) => base === undefined || chain === base);
  const all = asked.map((chain) => coverageOf(chain, family, port));
  const rules = asked.flatMap((chain) =>
    chain.rules.filter(({ kind }) => kind === 'exempt').map((rule) => lineOf(chain, rule)),
  );
  return { coverage: all.find((one) => one !== 'full') ?? 'full', rules, onlySome: [], doubts: [] };
}

function coverageOf({ rules }: HandChain, family: Family, port: number): Cover['coverage'] {
  const seen = rules.filter(({ families }) => families.includes(family));
  const first = seen.findIndex(({ kind }) => kind === 'offload');
  const directions = (some: readonly HandRule[]) =>
    new Set(
      some
        .filter(({ kind, ports }) => kind === 'exempt' && ports.some((p) => p.from <= port && port <= p.to))
        .flatMap((rule) => rule.directions),
    ).size;
  const above = directions(first < 0 ? seen : seen.slice(0, first));
  if (above === 2) return 'full';
  if (directions(seen) > above) return 'below';
  return above === 1 ? 'one-direction' : 'none';
}
