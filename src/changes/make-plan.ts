import { randomBytes } from 'node:crypto';
import type { AccountId, Address } from '../model/address.ts';
import type { Offer } from '../model/offer.ts';
import type { Snapshot } from '../probes/engine/probe.ts';
import type { Cure } from '../remedies/registry.ts';
import { fingerprintOf } from './fingerprint.ts';
import type { Plan } from './plan.ts';
import { scheduleScript } from './schedule.ts';
import { confirmScript, guardedScript, revertScript, verifyScript } from './steps.ts';

export const planMinutes = 15;

/** Seconds until a change that was not confirmed is rolled back. LuCI gives its own changes the same. */
const defaultRollbackS = 90;

/** Who a plan is for. */
export interface PlanContext {
  /** A new one by default. */
  id?: string;
  routerId: string;
  requestedBy: AccountId;
  chat: Address;
  /** Epoch ms; the clock's own by default. */
  now?: number;
  rollbackS?: number;
}

/**
 * The plan of an offer, for the router a snapshot was taken of. Nothing is changed by making it.
 * @param cure the offer's own: what it names, with the parameters it keeps
 */
export function makePlan(offer: Offer, cure: Cure, snapshot: Snapshot, context: PlanContext): Plan {
  const createdAt = context.now ?? Date.now();
  const rollbackS = context.rollbackS ?? defaultRollbackS;
  const id = context.id ?? planId();
  const { scripts } = cure;
  const { steps: _, ...kept } = offer;
  return {
    id,
    routerId: context.routerId,
    offer: kept,
    steps: [
      { id: 'schedule-rollback', script: scheduleScript(id, scripts, rollbackS) },
      { id: 'live', script: guardedScript(id, 'live', scripts.live) },
      { id: 'verify', script: verifyScript(id, scripts) },
      ...(scripts.persist === null
        ? []
        : [{ id: 'persist' as const, script: guardedScript(id, 'persist', scripts.persist) }]),
      { id: 'confirm', script: confirmScript(id, scripts) },
      { id: 'revert', script: revertScript(scripts.revert) },
    ],
    rollbackS,
    fingerprint: fingerprintOf(cure, snapshot),
    requestedBy: context.requestedBy,
    chat: context.chat,
    createdAt,
    expiresAt: createdAt + planMinutes * 60_000,
    status: 'open',
  };
}

/** 50 bits, in letters and digits that cannot be mistaken for each other and need no quoting. */
function planId(): string {
  const alphabet = '0123456789abcdefghjkmnpqrstvwxyz';
  return [...randomBytes(10)].map((byte) => alphabet.charAt(byte % 32)).join('');
}
