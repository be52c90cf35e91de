import type { Log } from '../model/log.ts';
import type { RedisClient } from '../redis/client/connect.ts';
import { pack, type RecordKind, unpack } from '../redis/client/record.ts';
import type { Seal } from '../redis/client/seal.ts';

/** What each section of the store is built from. */
export interface StoreContext {
  redis: RedisClient;
  /** `key('plan', id)` → `pm:plan:<id>`. */
  key(...parts: string[]): string;
  seal: Seal;
  log: Log;
  /** IANA name of the time zone of people who have set none. */
  zone: string;
}

/** What is stored of `value` under the name `id`. */
export const write = <T>({ seal }: StoreContext, kind: RecordKind<T>, id: string, value: T): string =>
  seal.close(id, pack(kind, value));

/** The record `id` as it was written; throws when it is not what it should be. */
export const read = <T>({ seal }: StoreContext, kind: RecordKind<T>, id: string, stored: string): T =>
  unpack(kind, seal.open(id, stored));

/** For lists: one record that does not read is logged and left out, and the others are still there. */
export function tryRead<T>(context: StoreContext, kind: RecordKind<T>, id: string, stored: string): T[] {
  try {
    return [read(context, kind, id, stored)];
  } catch (error) {
    context.log.error({ err: error, record: id }, 'a stored record does not read');
    return [];
  }
}
