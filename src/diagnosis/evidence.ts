import type { Flow } from '../conntrack/flow.ts';
import type { ForwardPath, ForwardRule } from '../firewall/first/forward.ts';
import type { Evidence } from '../model/evidence.ts';
import type { Snapshot } from '../probes/engine/probe.ts';

/** A line of the conntrack table, with the source it was read from. */
export function flowEvidence(snapshot: Snapshot, flow: Flow): Evidence {
  const { conntrack } = snapshot;
  const source = conntrack.kind === 'value' ? conntrack.value.source : '/proc/net/nf_conntrack';
  return { source, line: flow.entry.line };
}

/** The command that shows the chain of `path`: `iptables FORWARD` → `iptables -S FORWARD`. */
function ruleSource(path: ForwardPath): string {
  const [program, ...chain] = path.chain.split(' ');
  return program === 'iptables' || program === 'ip6tables'
    ? `${program} -S ${chain.join(' ')}`
    : `nft list chain ${path.chain}`;
}

export const ruleEvidence = (path: ForwardPath, rule: ForwardRule): Evidence => ({
  source: ruleSource(path),
  line: rule.line.trim(),
});

/** A sysctl as `sysctl` prints it. */
export const sysctlEvidence = (name: string, value: number): Evidence => ({
  source: 'sysctl',
  line: `net.netfilter.${name} = ${value}`,
});

/** Lines of a reading that match, newest last, at most `most`. */
export const lineEvidence = (source: string, lines: readonly string[], match: RegExp, most = 2): Evidence[] =>
  lines
    .filter((line) => match.test(line))
    .slice(-most)
    .map((line) => ({ source, line: line.trim() }));
