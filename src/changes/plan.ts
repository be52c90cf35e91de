import { z } from 'zod';
import { accountSchema, addressSchema } from '../model/address.ts';
import { offer } from '../model/offer.ts';

/**
 * Steps in the order in which they run: the rollback is scheduled before the first change; `live` puts in what nothing
 * outlives; `persist` runs only after that was verified over a new connection; `confirm`, which calls the rollback off,
 * only after all was verified over another. `revert` takes it all back later.
 */
export const stepIdSchema = z.enum(['schedule-rollback', 'live', 'verify', 'persist', 'confirm', 'revert']);
export type StepId = z.infer<typeof stepIdSchema>;

/** One step: POSIX-sh text. What is shown is what runs. */
export const stepSchema = z.object({ id: stepIdSchema, script: z.string() });
export type Step = z.infer<typeof stepSchema>;

export const planStatusSchema = z.enum(['open', 'taken', 'applied', 'failed', 'cancelled', 'reverted']);

/** One change of one router, whole: what was shown to a person, and what runs when it is pressed. */
export const planSchema = z.object({
  /** Short, unguessable: fits a button. */
  id: z.string(),
  routerId: z.string(),
  /** What it does, and the parameters by which it is checked, proven and taken back. */
  offer: offer.omit({ steps: true }),
  steps: z.array(stepSchema),
  /** Seconds until the router rolls back by itself when nobody confirms. */
  rollbackS: z.number(),
  /** SHA-256 of what it was made for; apply is refused when that changed since. */
  fingerprint: z.string(),
  requestedBy: accountSchema,
  chat: addressSchema,
  /** Epoch ms. */
  createdAt: z.number(),
  expiresAt: z.number(),
  status: planStatusSchema,
});
export type Plan = z.infer<typeof planSchema>;

/** The text of a step; `undefined` where the plan has none of that kind. */
export const scriptOf = ({ steps }: Pick<Plan, 'steps'>, id: StepId): string | undefined =>
  steps.find((one) => one.id === id)?.script;

/** Some of what it does outlives a reload of the firewall and a reboot. */
export const promisesToLast = ({ offer: { places } }: Pick<Plan, 'offer'>): boolean =>
  places.some(({ persistent }) => persistent);
