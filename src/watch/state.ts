import { z } from 'zod';
import { standing } from '../model/offer.ts';
import { watchEventSchema } from './events.ts';
import { householdSchema } from './lifecycle/household.ts';
import { emptyHousehold } from './lifecycle/step.ts';
import { unreachableSchema } from './unreachable.ts';

/** How what a plan put in stood when last looked at. */
const planDriftSchema = z.object({
  planId: z.string(),
  stands: standing,
  /** Changes told so far. */
  told: z.number(),
});
export type PlanDrift = z.infer<typeof planDriftSchema>;

/** What a watcher knows of one router, kept from one worker to the next. Plain JSON. */
const watchStateSchema = z.object({
  house: householdSchema,
  /** Epoch ms of the last look; `null`: never watched. */
  heardAt: z.number().nullable(),
  /** When open gaps began, epoch ms by gap id: outlives a reboot of the router. */
  gapAt: z.record(z.string(), z.number()),
  /** Told to nobody yet, as far as this says. They are handed over again; their ids make it once. */
  outbox: z.array(watchEventSchema),
  /** One of each plan that stands. */
  drift: z.array(planDriftSchema),
  /** Since when it cannot be watched; `null`: it can. Missing where an older release wrote. */
  unreachable: unreachableSchema.nullable().default(null),
});
export type WatchState = z.infer<typeof watchStateSchema>;

export const newWatchState: WatchState = {
  house: emptyHousehold,
  heardAt: null,
  gapAt: {},
  outbox: [],
  drift: [],
  unreachable: null,
};

/** What the first release kept of its one plan. */
const fromFirst = (stored: unknown): unknown => {
  const read = z.looseObject({ guard: z.unknown(), drift: z.undefined().exactOptional() }).safeParse(stored);
  if (!read.success) return stored;
  const { guard, ...rest } = read.data;
  return { ...rest, drift: guard ? [guard] : [] };
};

/** What was stored, or `null` when it is nothing of ours: then everything is new. */
export function readWatchState(stored: unknown): WatchState | null {
  const read = watchStateSchema.safeParse(fromFirst(stored));
  return read.success ? read.data : null;
}
