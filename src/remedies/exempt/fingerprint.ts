import { appendedRule, linesOfWords, rulesOf } from '../../firewall/index.ts';
import { isOurs } from '../../firewall/signature.ts';
import type { Snapshot } from '../../probes/engine/probe.ts';
import { uciSection } from './sign.ts';

/**
 * What an exemption is made for: firewall, chains with policy, rules, flowtables, the firewall's UCI file, whose files are
 * there. Not what changes by itself (counters, handles, quota used, times) nor what is ours: the same router before and
 * after an apply has the same.
 */
export function exemptFingerprint(snapshot: Snapshot): unknown {
  const { nft, iptables, uci, own } = snapshot;
  return {
    firewall: rulesOf(snapshot).firewall,
    nft:
      nft.kind === 'value'
        ? {
            chains: nft.value.chains.map((c) => [c.family, c.table, c.name, c.hook, c.prio, c.policy]),
            rules: nft.value.rules
              .filter((rule) => !isOurs(rule.comment))
              .map((rule) => [rule.family, rule.table, rule.chain, rule.comment, steady(rule.expr)]),
            flowtables: nft.value.flowtables.map((ft) => [
              ft.family,
              ft.table,
              ft.name,
              [...ft.devices].sort(),
              ft.hardware,
            ]),
          }
        : nft.kind,
    iptables:
      iptables.kind === 'value'
        ? [steadyLines(iptables.value.ipv4), steadyLines(iptables.value.ipv6)]
        : iptables.kind,
    uci:
      uci.kind === 'value'
        ? Object.entries(uci.value.entries)
            .filter(([key]) => key !== `firewall.${uciSection}` && !key.startsWith(`firewall.${uciSection}.`))
            .sort(([a], [b]) => (a < b ? -1 : 1))
        : uci.kind,
    foreign: own.kind === 'value' ? [...own.value.foreign].sort() : own.kind,
  };
}

/** Rules without ours, warnings and counters; policies and chains stay. */
function steadyLines(lines: readonly string[] | null): string[][] | null {
  if (!lines) return null;
  return linesOfWords(lines)
    .map(({ words }) => words.filter((word) => !/^\[\d+:\d+\]$/.test(word)))
    .filter(([command]) => command !== undefined && /^(-[APN]|:)/.test(command))
    .filter((words) => !isOurs(appendedRule(words)?.comment ?? null));
}

/** Statements whose numbers change by themselves, reduced to their name. */
function steady(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(steady);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => key !== 'handle' && key !== 'used' && key !== 'expires')
      .map(([key, inner]) => [key, key === 'counter' || key === 'last' ? null : steady(inner)])
      .sort(([a], [b]) => (String(a) < String(b) ? -1 : 1)),
  );
}
