import type { ZodMiniType } from 'zod/mini';
import { invalidForm } from './refusal.ts';
import type { Json, JsonObject, World } from './world.ts';

/**
 * Checks a body by Discord's own schema. The schemas let unknown keys pass, so what they leave out of the parsed
 * value counts as a violation too.
 */
export function checkSchema(world: World, schema: ZodMiniType, body: unknown, where: string): JsonObject {
  const parsed = schema.safeParse(body);
  if (!parsed.success) {
    world.violate('schema', `${where}: ${JSON.stringify(parsed.error.issues)}`);
    throw invalidForm();
  }
  for (const key of unknownKeys(body, parsed.data, '')) world.violate('unknown key', `${where}: ${key}`);
  return asObject(body);
}

function unknownKeys(given: unknown, known: unknown, path: string): string[] {
  if (Array.isArray(given))
    return given.flatMap((item, at) =>
      unknownKeys(item, Array.isArray(known) ? known[at] : undefined, `${path}[${at}]`),
    );
  if (!isObject(given)) return [];
  if (!isObject(known)) return [path];
  return Object.keys(given).flatMap((key) =>
    key in known ? unknownKeys(given[key], known[key], `${path}.${key}`) : [`${path}.${key}`],
  );
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A JSON object, or an empty one. */
export const asObject = (value: unknown): JsonObject => (isObject(value) ? (value as JsonObject) : {});
export const asList = (value: Json | undefined): Json[] => (Array.isArray(value) ? value : []);
export const asText = (value: Json | undefined): string => (typeof value === 'string' ? value : '');
export const asNumber = (value: Json | undefined): number => (typeof value === 'number' ? value : 0);
