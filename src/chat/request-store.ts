import { z } from 'zod';
import { type AccountId, accountSchema, addressSchema } from '../model/address.ts';
import { languageSchema } from '../model/language.ts';

/** A stranger who was refused: whom an owner may let in, and where to tell them. */
export const accessRequestSchema = z.object({
  account: accountSchema,
  /** What they call themselves; hostile. */
  name: z.string(),
  /** The chat in which they asked. */
  to: addressSchema,
  language: languageSchema,
});
export type AccessRequest = z.infer<typeof accessRequestSchema>;

/** Strangers who asked to be let in. Nothing of one is kept for longer than a week. */
export interface RequestStore {
  /** Keeps a request. False when owners are not to be asked: they ignore this person, or were asked often today. */
  open(request: AccessRequest): Promise<boolean>;
  get(account: AccountId): Promise<AccessRequest | null>;
  /** No more requests of this person, for 30 days. */
  ignore(account: AccountId): Promise<void>;
}
