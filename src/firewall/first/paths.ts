import type { Reading, Snapshot } from '../../probes/engine/probe.ts';
import type { FirewallKind, ForwardPath } from './forward.ts';
import { iptablesPaths } from './iptables-paths.ts';
import { isFw4Chain, nftPaths } from './nft-paths.ts';

const readingOf = <V>(reading: Reading<V>): V | null => (reading.kind === 'value' ? reading.value : null);

/** The firewall that decides about forwarding here; `null` when no rules could be read. */
export function firewallOf(snapshot: Snapshot): FirewallKind | null {
  const nft = readingOf(snapshot.nft);
  if (nft?.chains.some((chain) => isFw4Chain(chain) && chain.hook === 'forward')) return 'fw4';
  const iptables = readingOf(snapshot.iptables);
  const lines = [...(iptables?.ipv4 ?? []), ...(iptables?.ipv6 ?? [])];
  const hasFw3 = readingOf(snapshot.tools)?.found.includes('fw3') ?? false;
  if (lines.length > 0 && (hasFw3 || lines.some((line) => /--comment "?!fw3/.test(line)))) return 'fw3';
  const offloads = (paths: ForwardPath[]) =>
    paths.some((path) => path.rules.some((rule) => rule.kind === 'offload'));
  if (nft && offloads(nftPaths(nft))) return 'nftables';
  if (iptables && offloads(iptablesPaths(iptables, 'iptables', false))) return 'iptables';
  if (lines.some((line) => line.startsWith('-A '))) return 'iptables';
  if (nft && nftPaths(nft).length > 0) return 'nftables';
  return lines.length > 0 ? 'iptables' : null;
}

/**
 * The chains in which offload and exemption meet. Where offload rules exist: the chains that hold one, or a rule of
 * ours (a chain that holds none can neither offload nor, since `accept` ends one base chain only, exempt). Else: the firewall's own.
 * Under fw3 nft is not looked at: the firewall is iptables there.
 */
export function forwardPaths(snapshot: Snapshot): ForwardPath[] {
  const firewall = firewallOf(snapshot);
  const nft = readingOf(snapshot.nft);
  const iptables = readingOf(snapshot.iptables);
  if (firewall === null) return [];
  if (firewall === 'fw3') {
    const hardware = readingOf(snapshot.uci)?.flowOffloadingHw ?? false;
    return iptables ? iptablesPaths(iptables, 'fw3', hardware) : [];
  }
  const all = [
    ...(nft ? nftPaths(nft) : []),
    ...(iptables && firewall !== 'fw4' ? iptablesPaths(iptables, 'iptables', false) : []),
  ];
  const own = (path: ForwardPath) => path.firewall === firewall;
  const offloading = all.filter((path) => path.rules.some((rule) => rule.kind === 'offload' || rule.ours));
  if (firewall === 'fw4')
    return all.filter((path) => own(path) || offloading.includes(path)).sort(byOwn(own));
  return offloading.length > 0 ? offloading : all.filter(own);
}

const byOwn = (own: (path: ForwardPath) => boolean) => (a: ForwardPath, b: ForwardPath) =>
  Number(own(b)) - Number(own(a));
