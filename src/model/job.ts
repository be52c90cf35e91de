import { z } from 'zod';
import { accountSchema, addressSchema } from './address.ts';
import { languageSchema } from './language.ts';
import { targetSchema } from './router.ts';

/** Who asked, where the answer goes, in which language. Travels with every job. */
export const askerSchema = z.object({
  account: accountSchema,
  personName: z.string(),
  to: addressSchema,
  language: languageSchema,
});
export type Asker = z.infer<typeof askerSchema>;

const asker = askerSchema;

/** Everything a worker can be asked to do. Plain JSON: ids, never secrets. */
export const jobSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('diagnose'),
    asker,
    routerId: z.string(),
    device: z.string().exactOptional(),
    /** `explain`: a diagnosis, as jobs of the first release call it. */
    intent: z.enum(['diagnose', 'fix', 'explain']),
  }),
  z.object({ kind: z.literal('apply'), asker, planId: z.string() }),
  z.object({ kind: z.literal('revert'), asker, routerId: z.string() }),
  /** Whether the router lets the bot in. */
  z.object({ kind: z.literal('login'), asker, routerId: z.string() }),
  /** Looks, and hands over what was seen as a file without anything of the household. */
  z.object({ kind: z.literal('report'), asker, routerId: z.string() }),
  /** Watches after an apply; goes on in the apply's message (`key`). */
  z.object({
    kind: z.literal('prove'),
    asker,
    routerId: z.string(),
    planId: z.string(),
    key: z.string(),
    /** 1 for the first watch. */
    round: z.number(),
    /** What was seen up to the apply: when (router's seconds), and the lines of the conntrack table. */
    earlier: z.array(z.object({ atS: z.number(), lines: z.array(z.string()) })),
  }),
  /** Logs in; then the chat hears of this router. */
  z.object({ kind: z.literal('watch'), asker, routerId: z.string(), keepFixed: z.boolean() }),
  /** Sends a notification and times its way to a phone. Without one: asks which. */
  z.object({
    kind: z.literal('test'),
    asker,
    routerId: z.string(),
    /** Key of the phone: MAC, else address. */
    phone: z.string().exactOptional(),
  }),
  z.object({
    kind: z.literal('register'),
    asker,
    name: z.string(),
    target: targetSchema,
  }),
]);
export type Job = z.infer<typeof jobSchema>;

export type JobKind = Job['kind'];
export type JobOf<K extends JobKind> = Extract<Job, { kind: K }>;

/** Key of the message that a job's answers repaint. */
export const jobKey = (jobId: string): string => `job:${jobId}`;
