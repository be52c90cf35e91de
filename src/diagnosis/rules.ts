import type { ConntrackEntry } from '../conntrack/flow.ts';
import { coverage } from '../firewall/first/coverage.ts';
import type { ForwardPath, ForwardRule } from '../firewall/first/forward.ts';
import { firewallOf, forwardPaths } from '../firewall/first/paths.ts';
import type { Cover, Fate, FirewallKind, OffloadSite, RuleLine, ServiceQuestion } from '../firewall/index.ts';
import type { Snapshot } from '../probes/engine/probe.ts';

/** What the router's rules mean, asked once per snapshot. */
export interface RuleFacts {
  firewall: FirewallKind | null;
  /** Where it is offloaded. */
  sites: OffloadSite[];
  /** Why a missing offload rule may not be believed; empty when it may. */
  doubts: string[];
  fateOf(entry: ConntrackEntry): Fate;
  coverOf(question: ServiceQuestion): Cover;
}

/** The rules of a snapshot. */
export const rulesIn = (snapshot: Snapshot): RuleFacts => rulesFrom(snapshot, forwardPaths(snapshot));

export function rulesFrom(snapshot: Snapshot, paths: readonly ForwardPath[]): RuleFacts {
  const sites = paths.flatMap((path) => siteOf(path) ?? []);
  const doubts = sites.length > 0 || rulesKnown(snapshot, paths) ? [] : ['the rules could not be read'];
  return {
    firewall: firewallOf(snapshot) ?? paths[0]?.firewall ?? null,
    sites,
    doubts,
    fateOf: ({ family, original }) => fateOf(paths, doubts, family, original.dport),
    coverOf: ({ family, port, base }) => coverOf(paths, family, port, base),
  };
}

function siteOf(path: ForwardPath): OffloadSite | null {
  const rules = path.rules.filter((rule) => rule.kind === 'offload');
  if (rules.length === 0) return null;
  // An offload rule that names no family takes every family its chain sees.
  const taken = new Set(rules.flatMap(({ families }) => (families.length > 0 ? families : path.families)));
  return {
    firewall: path.firewall,
    base: path.chain,
    families: path.families.filter((family) => taken.has(family)),
    hardware: rules.some(({ hardware }) => hardware),
    rules: rules.map((rule) => lineOf(path, rule)),
  };
}

const lineOf = ({ firewall, chain }: ForwardPath, { handle, line, ours }: ForwardRule): RuleLine => ({
  firewall,
  chain,
  handle,
  comment: ours ? 'pushmedic:apns:v1' : null,
  line: line.trim(),
});

function fateOf(
  paths: readonly ForwardPath[],
  doubts: string[],
  family: 'ipv4' | 'ipv6',
  port: number,
): Fate {
  const offloading = paths.filter((path) => siteOf(path)?.families.includes(family) === true);
  const open = offloading.filter((path) => coverage(path, family, port) !== 'full');
  const rules = open.flatMap((path) => siteOf(path)?.rules ?? []);
  const offloaded = open.length > 0 ? 'yes' : doubts.length > 0 ? 'unknown' : 'no';
  const direction = { offloaded, rules, doubts } as const;
  return { offloaded, original: direction, reply: direction };
}

function coverOf(paths: readonly ForwardPath[], family: 'ipv4' | 'ipv6', port: number, base?: string): Cover {
  const asked = paths.filter((path) => base === undefined || path.chain === base);
  const all = asked.map((path) => coverage(path, family, port));
  const worst = all.find((one) => one !== 'full') ?? 'full';
  const rules = asked.flatMap((path) =>
    path.rules.filter(({ kind }) => kind === 'exempt').map((rule) => lineOf(path, rule)),
  );
  return { coverage: worst, rules, onlySome: [], doubts: [] };
}

/** Whether all rules that could offload were read: only then no offload rule means no offload. */
function rulesKnown({ nft, iptables }: Snapshot, paths: readonly ForwardPath[]): boolean {
  // Where OpenWrt's firewall is at work, the other program's failing says nothing.
  if (paths.some((path) => path.firewall === 'fw4')) return nft.kind === 'value';
  if (paths.some((path) => path.firewall === 'fw3')) return iptables.kind === 'value';
  if (nft.kind === 'failed' || iptables.kind === 'failed') return false;
  return nft.kind === 'value' || iptables.kind === 'value';
}
