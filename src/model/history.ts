import { z } from 'zod';
import { accountSchema } from './address.ts';

/** One line of the audit: each mutating path writes exactly one `start` and one `end`. */
export const historyEntrySchema = z.object({
  /** Epoch ms. */
  at: z.number(),
  routerId: z.string(),
  routerName: z.string(),
  account: z.union([accountSchema, z.literal('pushmedic')]),
  personName: z.string(),
  action: z.enum(['diagnose', 'apply', 'revert', 'register', 'trust', 'remove', 'watch', 'guard']),
  phase: z.enum(['start', 'end']),
  /** Word-like outcome: `ok`, `failed`, a verdict, a failure's cause. */
  outcome: z.string(),
  planId: z.string().exactOptional(),
  basis: z.string().exactOptional(),
});
export type HistoryEntry = z.infer<typeof historyEntrySchema>;
