import type { Plan } from '../../changes/plan.ts';
import type { Snapshot } from '../../probes/engine/probe.ts';
import { remedies } from '../../remedies/index.ts';
import { cureOf } from '../../remedies/registry.ts';

/** What a loop runs to see that a cure may have changed: of each that stands, and of each that may yet be applied. */
export const driftProbes = (snapshot: Snapshot, plans: readonly Plan[]): string[] => [
  ...plans.map((plan) => cureOf(remedies, plan.offer).driftProbe),
  ...remedies.flatMap((remedy) => remedy.driftProbe({ snapshot, flows: [] }) ?? []),
];
