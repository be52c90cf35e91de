import type { Flow } from '../conntrack/flow.ts';
import type { RuleLine } from '../firewall/index.ts';
import type { Evidence } from '../model/evidence.ts';
import { readValue, type Snapshot } from '../probes/engine/probe.ts';

/** A line of the conntrack table, with the source it was read from. */
export const flowEvidence = (snapshot: Snapshot, { entry }: Pick<Flow, 'entry'>): Evidence => ({
  source: readValue(snapshot.conntrack)?.source ?? '/proc/net/nf_conntrack',
  line: entry.line,
});

/**
 * A rule, with the command that shows its chain: `iptables FORWARD > forwarding_rule` → `iptables -S forwarding_rule`,
 * `inet fw4 forward > known` → `nft list chain inet fw4 known`.
 */
export function ruleEvidence({ chain, line }: RuleLine): Evidence {
  const [base = '', ...way] = chain.split(' > ');
  const words = base.split(' ');
  const last = way.at(-1) ?? words.at(-1) ?? '';
  const [program = ''] = words;
  const source =
    program === 'iptables' || program === 'ip6tables'
      ? `${program} -S ${last}`
      : `nft list chain ${[...words.slice(0, -1), last].join(' ')}`;
  return { source, line: line.trim() };
}

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

/** Each line once, in the order of its first mention. */
export const unique = (lines: readonly Evidence[]): Evidence[] => [
  ...new Map(lines.map((one) => [`${one.source} ${one.line}`, one])).values(),
];
