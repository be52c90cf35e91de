import { z } from 'zod';
import { accountSchema } from './address.ts';
import { languageSchema } from './language.ts';

/** What somebody may do with every router, least last. */
export const roleSchema = z.enum(['owner', 'operator', 'viewer']);
export type Role = z.infer<typeof roleSchema>;

/** One human, however many accounts: linked accounts share role and routers. */
export const personSchema = z.object({
  id: z.string(),
  accounts: z.array(accountSchema),
  role: roleSchema.nullable(),
  language: languageSchema.nullable(),
  /** Hostile. */
  name: z.string(),
});
export type Person = z.infer<typeof personSchema>;
