import { z } from 'zod';
import { languageSchema } from '../model/language.ts';
import { recordKind } from '../redis/client/record.ts';
import { type StoreContext, tryRead, write } from './store-context.ts';

/** What a person showed of themselves when they spoke last. */
const metSchema = z.object({ language: languageSchema, zone: z.string().nullable() });
type Met = z.infer<typeof metSchema>;

const kind = recordKind('acquaintance', metSchema);
const nameOf = (person: string): string => `met:${person}`;

/** How people with a role speak, by their id. */
export function acquaintances(shelf: StoreContext) {
  const { redis, key } = shelf;
  const hash = key('met');
  const readAs = (person: string, body: string | null | undefined): Met | null =>
    body ? (tryRead(shelf, kind, nameOf(person), body)[0] ?? null) : null;
  return {
    /** Everybody's, to be asked for one. */
    async all(): Promise<(person: string) => Met | null> {
      const found: Record<string, string> = await redis.hgetall(hash);
      return (person) => readAs(person, found[person]);
    },
    of: async (person: string): Promise<Met | null> => readAs(person, await redis.hget(hash, person)),
    note: async (person: string, met: Met): Promise<void> =>
      void (await redis.hset(hash, person, write(shelf, kind, nameOf(person), met))),
  };
}
