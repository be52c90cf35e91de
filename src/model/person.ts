import { z } from 'zod';
import { accountSchema } from './address.ts';
import { type Language, languageSchema } from './language.ts';

/** What somebody may do with every router, least last. */
export const roleSchema = z.enum(['owner', 'operator', 'viewer']);
export type Role = z.infer<typeof roleSchema>;

/** One human, however many accounts: linked accounts share role and routers. */
export const personSchema = z.object({
  id: z.string(),
  accounts: z.array(accountSchema),
  role: roleSchema.nullable(),
  /** Their own choice. */
  language: languageSchema.nullable(),
  /** In which they were spoken to last. */
  spoken: languageSchema.nullable(),
  /** Hostile. */
  name: z.string(),
});
export type Person = z.infer<typeof personSchema>;

/** What somebody shows of themselves when they speak. */
export interface Acquaintance {
  /** Hostile. */
  name: string;
  /** In which they are answered. */
  language: Language;
  /** Time zone that their platform lets one guess; null: none. */
  zone: string | null;
}
