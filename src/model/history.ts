import { z } from 'zod';
import { accountSchema } from './address.ts';
import { testFixSchema } from './push-test.ts';

/** One line of the audit: each mutating path writes exactly one `start` and one `end`. */
export const historyEntrySchema = z.object({
  /** Epoch ms. */
  at: z.number(),
  routerId: z.string(),
  routerName: z.string(),
  account: z.union([accountSchema, z.literal('pushmedic')]),
  personName: z.string(),
  action: z.enum([
    'diagnose',
    'apply',
    'revert',
    'register',
    'trust',
    'remove',
    'watch',
    'guard',
    'test',
    'report',
  ]),
  phase: z.enum(['start', 'end']),
  /** Word-like outcome: `ok`, `failed`, a verdict, a failure's cause. */
  outcome: z.string(),
  planId: z.string().exactOptional(),
  basis: z.string().exactOptional(),
  /** Of a timed notification: which phone (hostile), seconds until it was there, and our fix then. */
  test: z.object({ phone: z.string(), delayS: z.number().nullable(), fix: testFixSchema }).exactOptional(),
});
export type HistoryEntry = z.infer<typeof historyEntrySchema>;
