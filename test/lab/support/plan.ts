import type { PlanContext } from '../../../src/changes/make-plan.ts';
import type { Plan } from '../../../src/changes/plan.ts';
import type { Snapshot } from '../../../src/probes/engine/probe.ts';
import { planFrom } from '../../support/plans.ts';

/** A plan for the lab's own tester; a router without one fails the test. */
export const planFor = (snapshot: Snapshot, more: Partial<PlanContext> = {}, remedy = 'exempt'): Plan =>
  planFrom(
    snapshot,
    {
      routerId: 'lab',
      requestedBy: 'terminal:tester',
      chat: { platform: 'terminal', chat: 'lab' },
      ...more,
    },
    remedy,
  );
