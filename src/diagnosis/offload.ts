import type { Flow } from '../conntrack/flow.ts';
import type { ForwardPath, ForwardRule } from '../firewall/first/forward.ts';
import type { Evidence } from '../model/evidence.ts';
import type { Snapshot } from '../probes/engine/probe.ts';
import { ruleEvidence } from './evidence.ts';

/** Whether flow offload is really in use, from live rules and entries; UCI alone proves nothing. */
export interface OffloadUse {
  /** Flows enter a flowtable. `null`: the rules could not be read and no entry says so. */
  software: boolean | null;
  /** The flowtable is handed to hardware. `null`: as above. */
  hardware: boolean | null;
  /** The live offload rules. */
  rules: { path: ForwardPath; rule: ForwardRule }[];
  /** One line that shows it. */
  evidence: Evidence[];
}

export function offloadUse(
  snapshot: Snapshot,
  paths: readonly ForwardPath[],
  flows: readonly Flow[],
): OffloadUse {
  const rules = paths.flatMap((path) =>
    path.rules.filter((rule) => rule.kind === 'offload').map((rule) => ({ path, rule })),
  );
  const offloaded = flows.filter((flow) => flow.entry.offload !== 'none');
  const evidence = rules.slice(0, 2).map(({ path, rule }) => ruleEvidence(path, rule));
  if (rules.length === 0 && offloaded.length === 0) {
    const known = rulesKnown(snapshot, paths) ? false : null;
    return { software: known, hardware: known, rules, evidence };
  }
  return { software: true, hardware: hardwareInUse(snapshot, rules, flows), rules, evidence };
}

/** Whether all rules that could offload were read: only then no offload rule means no offload. */
function rulesKnown({ nft, iptables }: Snapshot, paths: readonly ForwardPath[]): boolean {
  // Where OpenWrt's firewall is at work, the other program's failing says nothing.
  if (paths.some((path) => path.firewall === 'fw4')) return nft.kind === 'value';
  if (paths.some((path) => path.firewall === 'fw3')) return iptables.kind === 'value';
  if (nft.kind === 'failed' || iptables.kind === 'failed') return false;
  return nft.kind === 'value' || iptables.kind === 'value';
}

function hardwareInUse(
  snapshot: Snapshot,
  rules: OffloadUse['rules'],
  flows: readonly Flow[],
): boolean | null {
  if (flows.some((flow) => flow.entry.offload === 'hardware')) return true;
  if (rules.some(({ rule }) => rule.hardware)) return true;
  const { nft, uci } = snapshot;
  if (nft.kind === 'value' && nft.value.flowtables.some((table) => table.hardware)) return true;
  // fw3 prints its rule the same with and without hardware offload: only UCI tells.
  if (rules.some(({ path }) => path.firewall === 'fw3'))
    return uci.kind === 'value' ? uci.value.flowOffloadingHw : null;
  return nft.kind === 'failed' ? null : false;
}
