import { z } from 'zod';
import { accountSchema, addressSchema } from '../model/address.ts';
import { languageSchema } from '../model/language.ts';
import { quietSchema } from './quiet.ts';

/** What is to be done at some time, by whichever worker comes first. */
export const taskSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('event'), routerId: z.string(), eventId: z.string() }),
  z.object({ kind: z.literal('watch'), watchId: z.string() }),
  z.object({ kind: z.literal('digest'), digestId: z.string() }),
]);
export type Task = z.infer<typeof taskSchema>;

export interface Claimed {
  task: Task;
  /** Until then nobody else takes it. */
  leaseUntil: number;
}

/** A digest that a chat gets: of all routers that it watches. */
export const digestSchema = z.object({
  to: addressSchema,
  account: accountSchema,
  language: languageSchema,
  every: z.enum(['daily', 'weekly']),
  /** End of the time that was told last; the next digest begins there. Epoch ms. */
  from: z.number(),
  dueAt: z.number(),
});
export type Digest = z.infer<typeof digestSchema>;

/** How a person wants to be told. */
export const hoursSchema = z.object({
  quiet: quietSchema.nullable(),
  /** IANA time zone, or `UTC+5:30`; null: never chosen. */
  zone: z.string().nullable(),
});
export type PersonalHours = z.infer<typeof hoursSchema>;
