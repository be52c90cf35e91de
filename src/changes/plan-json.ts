import { z } from 'zod';
import type { Plan, Step, StepId } from './plan.ts';

const ids: Readonly<Record<StepId, string>> = {
  'schedule-rollback': 'arm',
  live: 'live',
  verify: 'verify',
  persist: 'persist',
  confirm: 'disarm',
  revert: 'revert',
};

const withFamilies = z.object({ families: z.array(z.string()) });

/**
 * A plan as `diagnose --json` prints it, in the names scripts have known since the first release.
 * @param firewall as the diagnosis names it
 */
export function planJson(plan: Plan, firewall: string | null) {
  const steps = (...wanted: StepId[]) =>
    plan.steps
      .filter(({ id }) => wanted.includes(id))
      .map(({ id, script }: Step) => ({ id: ids[id], script }));
  const { offer } = plan;
  const read = withFamilies.safeParse(offer.params);
  return {
    id: plan.id,
    routerId: plan.routerId,
    remedy: offer.remedy,
    firewall,
    families: read.success ? read.data.families : ['ipv4', 'ipv6'],
    persistent: offer.persistent,
    chains: offer.places.map(({ name }) => name),
    rules: offer.shown,
    undoSeconds: plan.rollbackS,
    steps: {
      apply: steps('schedule-rollback', 'live', 'persist', 'confirm'),
      verify: steps('verify'),
      revert: steps('revert'),
    },
    basis: plan.fingerprint,
    requestedBy: plan.requestedBy,
    chat: plan.chat,
    createdAt: plan.createdAt,
    expiresAt: plan.expiresAt,
    status: plan.status,
  };
}
