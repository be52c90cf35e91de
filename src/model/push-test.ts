import { z } from 'zod';
import { accountSchema } from './address.ts';
import { evidenceSchema } from './evidence.ts';

/** Which phone a test is about, as its device showed itself. Its name is hostile. */
export const testPhoneSchema = z.object({
  /** MAC in lower case, else address: the same phone, whatever it is called. */
  key: z.string(),
  ip: z.string(),
  mac: z.string().nullable(),
  name: z.string().nullable(),
});
export type TestPhone = z.infer<typeof testPhoneSchema>;

/**
 * What the router saw of a notification after the platform had taken it. `arrived`: on the connection that stood. `late`:
 * the router had forgotten the connection, and the phone came back. `uncertain`: something came that may have been
 * another thing. `nothing`: nothing came while it was waited for. `unsent`: the platform did not take it.
 * `interrupted`: it was sent, and then nobody watched.
 */
export const arrivalSchema = z.object({
  kind: z.enum(['arrived', 'late', 'uncertain', 'nothing', 'unsent', 'interrupted']),
  /** Seconds from the platform's taking it; `null` where nothing was seen to come. */
  delayS: z.number().nullable(),
  /** By how much that may be off either way, seconds. */
  marginS: z.number(),
  /**
   * Why it is uncertain. `busy`: there were other packets on the connection in the minutes before. `own-sign`: it may be
   * the phone's own sign of life. `reconnected`: the phone made a new connection beside one that stood. `gap`: nobody
   * looked for some seconds.
   */
  doubt: z.enum(['busy', 'own-sign', 'reconnected', 'gap']).nullable(),
  /** It was not earlier; the message itself was not seen to pass, and may have come up to two minutes later. */
  atLeast: z.boolean(),
  /** Times something else came on its connections in the five minutes before. */
  others: z.number(),
  /** The router was seen to forget the phone's connection. */
  forgot: z.boolean(),
  /** Counters of a hardware that tells them late were read. */
  hardware: z.boolean(),
  evidence: z.array(evidenceSchema),
});
export type Arrival = z.infer<typeof arrivalSchema>;

/**
 * Our fix on the router when it was sent. `kept`: it stood, and the phone's connection was still known. `not-kept`: it stood, and
 * the connection was forgotten all the same, being older than the fix, or the fix in vain.
 */
export const testFixSchema = z.enum(['none', 'kept', 'not-kept']);

/** One notification that was sent to be timed. Times are epoch ms. */
export const pushTestSchema = z.object({
  /** Id of its job. */
  id: z.string(),
  routerId: z.string(),
  phone: testPhoneSchema,
  account: accountSchema,
  /** When it was handed over; `null`: not yet. */
  handedAt: z.number().nullable(),
  /** When the platform took it. */
  sentAt: z.number().nullable(),
  fix: testFixSchema,
  arrival: arrivalSchema.nullable(),
  /** When the person said to have seen it. */
  sawAt: z.number().nullable(),
  /** Seconds of the router's clock in one of ours: more than 1 on the demo router alone. */
  pace: z.number(),
});
export type PushTest = z.infer<typeof pushTestSchema>;

/** Seconds until the person saw it, by the router's clock; `null` while nobody has said so. */
export function sawAfterS({ handedAt, sentAt, sawAt, pace }: PushTest): number | null {
  const from = sentAt ?? handedAt;
  return from === null || sawAt === null ? null : Math.max(0, ((sawAt - from) / 1000) * pace);
}
