import type { z } from 'zod';
import type { Log } from '../model/log.ts';
import type { RedisClient } from '../redis/client/connect.ts';
import type { Seal } from '../redis/client/seal.ts';

/** What each section of the store is built from. */
export interface StoreContext {
  redis: RedisClient;
  /** `key('plan', id)` → `pm:plan:<id>`. */
  key(...parts: string[]): string;
  seal: Seal;
  log: Log;
}

/** What is stored of `value` under the name `id`. */
export const write = (shelf: StoreContext, id: string, value: unknown): string =>
  shelf.seal.close(id, JSON.stringify(value));

/** The record `id` as it was written; throws when it is not what it should be. */
export const read = <T>(shelf: StoreContext, schema: z.ZodType<T>, id: string, stored: string): T =>
  schema.parse(JSON.parse(shelf.seal.open(id, stored)));

/** For lists: one record that does not read is logged and left out, and the others are still there. */
export function tryRead<T>(shelf: StoreContext, schema: z.ZodType<T>, id: string, stored: string): T[] {
  try {
    return [read(shelf, schema, id, stored)];
  } catch (error) {
    shelf.log.error({ err: error, record: id }, 'a stored record does not read');
    return [];
  }
}
