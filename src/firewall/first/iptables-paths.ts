import type { IptablesReading } from '../../probes/readings.ts';
import type { Family, FirewallKind, ForwardPath } from './forward.ts';
import { iptablesRule } from './iptables-rule.ts';
import { tokenize } from './iptables-tokens.ts';
import { type ReadRule, walk } from './walk.ts';

const tools = { ipv4: 'iptables', ipv6: 'ip6tables' } as const;

/** FORWARD of the filter table, one path per family that was read. */
export function iptablesPaths(
  reading: IptablesReading,
  firewall: Extract<FirewallKind, 'fw3' | 'iptables'>,
  hardware: boolean,
): ForwardPath[] {
  return (['ipv4', 'ipv6'] as const).flatMap((family): ForwardPath[] => {
    const lines = reading[family];
    if (!lines) return [];
    const chains = chainsOf(lines, family, hardware);
    const rules = walk((chain) => chains.get(chain), 'FORWARD', [family]);
    return [{ firewall, chain: `${tools[family]} FORWARD`, families: [family], rules }];
  });
}

function chainsOf(lines: readonly string[], family: Family, hardware: boolean): Map<string, ReadRule[]> {
  const chains = new Map<string, ReadRule[]>();
  for (const { words, line } of tokenize(lines)) {
    const rule = iptablesRule(words, family);
    if (!rule) continue;
    const { sense, comment } = rule;
    // fw3 prints the same rule with and without hardware offload: UCI knows.
    if (sense.verdict.kind === 'offload' && hardware) sense.verdict = { kind: 'offload', hardware: true };
    chains.set(rule.chain, [...(chains.get(rule.chain) ?? []), { sense, comment, handle: null, line }]);
  }
  return chains;
}
