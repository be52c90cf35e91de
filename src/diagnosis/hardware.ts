import type { Flow } from '../conntrack/flow.ts';
import type { Snapshot } from '../probes/engine/probe.ts';
import type { Classification } from './classification.ts';
import { flowEvidence } from './evidence.ts';
import type { OffloadUse } from './offload.ts';

/** 6.18 before .39 does not extend the entry of a flow in hardware (openwrt PR 22970, fixed by 23611 and 6.18.39). */
const brokenSeries = /^6\.18\.(\d+)/;
const firstFixed = 39;
/** Such flows were seen to end at about 300 s; a healthy entry gets established minus 30 back. */
const cutS = 300;

/**
 * On a kernel that is otherwise right: signs that the hardware's table and conntrack part ways. A suspicion, because the
 * hardware's own table is not read. `null`: no sign, or no hardware offload in use.
 */
export function hardwareSuspicion(
  snapshot: Snapshot,
  flows: readonly Flow[],
  use: OffloadUse,
): Classification | null {
  if (use.hardware !== true) return null;
  const cut = flows.find(
    ({ entry, exempt }) =>
      exempt !== true &&
      entry.offload === 'none' &&
      entry.state === 'ESTABLISHED' &&
      !entry.unreplied &&
      entry.timeoutS !== null &&
      entry.timeoutS <= cutS,
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
  const point = brokenSeries.exec(kernel)?.[1];
  if (point === undefined || Number(point) >= firstFixed) return null;
  return {
    class: 'hardware-desync',
    confidence: 0.5,
    basis: 'hardware-kernel',
    values: { kernel },
    evidence: use.evidence,
  };
}
