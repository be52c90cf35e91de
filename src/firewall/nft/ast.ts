/** A statement or expression as libnftables-json(5) writes it. */
export type Json = Record<string, unknown>;

export const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export const at = (value: unknown, key: string): unknown =>
  isObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;

export const textAt = (value: unknown, key: string): string | null => {
  const found = at(value, key);
  return typeof found === 'string' ? found : null;
};

/** An object's first key: what kind of statement or expression it is. */
export const kindOf = (value: unknown): string | null =>
  isObject(value) ? (Object.keys(value)[0] ?? null) : null;

/** Expressions are not nested deeper than this by nft; hostile ones may be. */
const deepestNesting = 8;

/**
 * The elements of a right-hand side: `{set: […]}`, a list, one value; without the options an element may have (time-outs,
 * counters, comments).
 */
export function elementsOf(right: unknown, depth = 0): readonly unknown[] {
  if (depth > deepestNesting) return [right];
  if (typeof right !== 'object' || right === null) return [right];
  if (Array.isArray(right) && right.every((one) => typeof one !== 'object')) return right;
  if (Array.isArray(right)) return right.flatMap((one) => elementsOf(one, depth + 1));
  const inside = at(right, 'set') ?? at(at(right, 'elem'), 'val');
  return inside === undefined ? [right] : elementsOf(inside, depth + 1);
}

/** Key and data of the elements of a map, the options of keys left out; what is no pair is left out too. */
export const pairsOf = (elements: readonly unknown[]): [unknown, unknown][] =>
  elements.flatMap((pair): [unknown, unknown][] =>
    Array.isArray(pair) && pair.length === 2 ? [[at(at(pair[0], 'elem'), 'val') ?? pair[0], pair[1]]] : [],
  );
