import { z } from 'zod';

/** One kind of what is kept in Redis: its shape as it is written, and how older versions of it become that. */
export interface RecordKind<T> {
  name: string;
  version: number;
  schema: z.ZodType<T>;
  /** The first makes version 2 of version 1, the next version 3 of that, and so on. */
  upgrades: readonly ((value: unknown) => unknown)[];
}

/** A kind whose version is one more than the upgrades it took: a change of shape adds one, and none ever goes. */
export const recordKind = <T>(
  name: string,
  schema: z.ZodType<T>,
  upgrades: RecordKind<T>['upgrades'] = [],
): RecordKind<T> => ({ name, version: upgrades.length + 1, schema, upgrades });

const envelope = z.strictObject({ v: z.int().min(1), value: z.unknown() });

/** `value` as it is kept, with the version of its shape. */
export const pack = <T>({ version }: RecordKind<T>, value: T): string =>
  JSON.stringify({ v: version, value });

/** The first release wrote no version: JSON, or (behind buttons) plain text. */
function versioned(text: string): { v: number; value: unknown } {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { v: 1, value: text };
  }
  const read = envelope.safeParse(value);
  return read.success ? { v: read.data.v, value: read.data.value } : { v: 1, value };
}

/** What was kept, in its shape of today. Throws when it is no such thing, or was written by a newer release. */
export function unpack<T>({ name, version, schema, upgrades }: RecordKind<T>, text: string): T {
  const { v, value } = versioned(text);
  if (v > version)
    throw new Error(
      `a ${name} of version ${v}, written by a newer Pushmedic; this one reads versions up to ${version}`,
    );
  return schema.parse(upgrades.slice(v - 1).reduce((so, upgrade) => upgrade(so), value));
}
