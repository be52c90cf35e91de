import { z } from 'zod';
import { evidenceSchema } from './evidence.ts';

/** What a cure costs the household. The softest comes first: `none` before `some-speed` before `wider-effect`. */
export const cost = z.enum(['none', 'some-speed', 'wider-effect']);
export type Cost = z.infer<typeof cost>;

/** A sentence of `words` with what it is filled with. */
export const said = z.object({
  key: z.string(),
  values: z.record(z.string(), z.union([z.string(), z.number()])),
});
export type Said = z.infer<typeof said>;

/** `live`: nothing of it outlives a reboot. `verify`: looks. `persist`: makes it last. `revert`: takes it all back. */
export const offerStepId = z.enum(['live', 'verify', 'persist', 'revert']);

/**
 * Something Pushmedic can do about what a diagnosis found, whole: the text and the button of a remedy are made of this
 * one object, and of every offer a plan can be made.
 */
export const offer = z.object({
  /** Id of the remedy, e.g. `exempt`; its texts are `remedy.<id>.…` in `words`. */
  remedy: z.string(),
  /** Version of the remedy that made it. */
  version: z.number(),
  /** The remedy's own parameters, which it reads back by its own schema. */
  params: z.json(),
  /** What it is, in one line. */
  title: said,
  /** What it does here, in a sentence. */
  what: said,
  cost,
  /** All of it outlives a reload of the firewall and a reboot. */
  persistent: z.boolean(),
  /** Where it changes something, e.g. `inet fw4 forward`, and what of it a reload or a reboot takes away again. */
  places: z.array(z.object({ name: z.string(), persistent: z.boolean() })),
  /** What it adds, in the router's own words, e.g. rules: for a person to read. */
  shown: z.array(z.string()),
  /** What runs, in the order in which it runs; a plan adds the rollback around it. */
  steps: z.array(z.object({ id: offerStepId, script: z.string() })),
});
export type Offer = z.infer<typeof offer>;

/**
 * How a cure stands on a router. `absent`: nothing, or not enough, of it is there. `live`: it works, but what should make
 * it outlive a reload or a reboot is missing, or there is no such place. `persistent`: it works, and all that was
 * promised to last is there. `displaced`: it is there and does not work, since something comes before it or beside it.
 * `not-needed`: there is nothing to cure.
 */
export const cureState = z.object({
  is: z.enum(['absent', 'live', 'persistent', 'displaced', 'not-needed']),
  /** The same of what is there, whether it is needed or not. */
  stands: z.enum(['absent', 'live', 'persistent', 'displaced']),
  evidence: z.array(evidenceSchema),
});
export type CureState = z.infer<typeof cureState>;

/**
 * How what a plan promised is kept. `lost`: it is not there, or not all of it that was to outlive a reload. `displaced`,
 * `not-needed`: as a {@link CureState} has it.
 */
export const standing = z.enum(['stands', 'lost', 'displaced', 'not-needed']);
export type Standing = z.infer<typeof standing>;

/** Whether what was promised is kept, or nothing would have to be. */
export const isKept = (standing: Standing): boolean => standing === 'stands' || standing === 'not-needed';

/** What an applied plan promised, as it is kept: the one answer to "is it in place?", whoever asks. */
export interface Promised {
  remedy: string;
  standing: Standing;
  state: CureState;
}
