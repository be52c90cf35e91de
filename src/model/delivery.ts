import { z } from 'zod';
import { accountSchema, addressSchema } from './address.ts';
import { replySchema } from './message.ts';

/**
 * One outgoing message. `key` names the message for its whole life: the first delivery with a key posts
 * (or edits `to.message`), later ones repaint the same message; a retried one never posts twice.
 */
export const deliverySchema = z.object({
  key: z.string(),
  to: addressSchema,
  reply: replySchema,
  /** Rises with each repaint of one key; an older one arriving late is dropped. */
  revision: z.number(),
  /** Progress may be skipped when something newer waits. */
  transient: z.boolean().exactOptional(),
  /** Posts without a sound where the platform can. */
  silent: z.boolean().exactOptional(),
  /** Somebody who is to be notified: named in a group, where else nobody might be. */
  notify: accountSchema.exactOptional(),
});
export type Delivery = z.infer<typeof deliverySchema>;
