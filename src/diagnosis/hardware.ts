import { hardwareCutS, losesHardwareFlows } from '../kernel/regressions.ts';
import type { Snapshot } from '../probes/engine/probe.ts';
import type { Classification } from './classification.ts';
import type { Routed } from './connection.ts';
import { flowEvidence } from './evidence.ts';
import type { OffloadUse } from './offload.ts';

/**
 * On a kernel that is otherwise right: signs that the hardware's table and conntrack part ways. A suspicion, because the
 * hardware's own table is not read. `null`: no sign, or no hardware offload in use.
 */
export function hardwareSuspicion(
  snapshot: Snapshot,
  flows: readonly Routed[],
  use: OffloadUse,
): Classification | null {
  if (use.hardware !== true) return null;
  const cut = flows.find(
    ({ entry, path, byRules }) =>
      path !== 'local' &&
      byRules !== 'no' &&
      entry.offload === 'none' &&
      entry.state === 'ESTABLISHED' &&
      !entry.unreplied &&
      entry.timeoutS !== null &&
      entry.timeoutS <= hardwareCutS,
  );
  if (cut)
    return {
      class: 'hardware-desync',
      confidence: 0.5,
      basis: 'hardware-countdown',
      values: { timeout: cut.entry.timeoutS ?? 0 },
      evidence: [flowEvidence(snapshot, cut)],
    };
  if (snapshot.system.kind !== 'value') return null;
  const { kernel } = snapshot.system.value;
  if (!losesHardwareFlows(kernel)) return null;
  return {
    class: 'hardware-desync',
    confidence: 0.5,
    basis: 'hardware-kernel',
    values: { kernel },
    evidence: use.evidence,
  };
}
