import { makePlan, type PlanContext } from '../../../src/changes/plan.ts';
import type { Plan } from '../../../src/changes/plan.types.ts';
import type { Snapshot } from '../../../src/probes/engine/probe.ts';

/** A plan for the lab's own tester; a router without one fails the test. */
export function planFor(snapshot: Snapshot, more: Partial<PlanContext> = {}): Plan {
  const planned = makePlan(snapshot, {
    routerId: 'lab',
    requestedBy: 'terminal:tester',
    chat: { platform: 'terminal', chat: 'lab' },
    ...more,
  });
  if (planned.kind !== 'plan') throw new Error(`no plan: ${planned.why}`);
  return planned.plan;
}
