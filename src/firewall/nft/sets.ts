import type { NftSet } from '../../probes/readings.ts';
import { addressSpans } from '../addresses.ts';
import type { Spans } from '../spans.ts';
import { at } from './ast.ts';
import type { Type } from './symbols.ts';
import { spansFrom } from './values.ts';

/** A named set or map of a table, as far as it was listed. */
export interface Named {
  /** Elements, or keys and data; `null`: not listed. */
  elements: readonly unknown[] | null;
  /** The values in it, computed once; `null`: not listed, or not understood. */
  spans(type: Type): Spans | null;
  /** What rules make of it, made once for all that ask in the same words. */
  once<T>(words: string, make: () => T): T;
  /** The addresses about which the listing tells, where it is held to some; `null`: about all. */
  about(type: Type): Spans | null;
}

/** Finds a set or map of a table by its name, with or without its `@`; `undefined`: there is none of that name. */
export type Sets = (name: string) => Named | undefined;

export function setsOf(sets: readonly NftSet[]): Sets {
  const found = new Map(sets.map((set) => [set.name, namedOf(set)]));
  return (name) => found.get(name.startsWith('@') ? name.slice(1) : name);
}

function namedOf({ elements, map, about }: NftSet): Named {
  const known = new Map<Type, Spans | null>();
  const made = new Map<string, unknown>();
  const values = () =>
    (elements ?? []).map((element) => plainOf(map && Array.isArray(element) ? element[0] : element));
  return {
    elements,
    spans(type) {
      const before = known.get(type);
      if (before !== undefined) return before;
      const spans = elements === null ? null : spansFrom(type, values());
      known.set(type, spans);
      return spans;
    },
    once<T>(words: string, make: () => T): T {
      if (!made.has(words)) made.set(words, make());
      return made.get(words) as T;
    },
    about: (type) => (about === null ? null : addressSpans(about, type === 'ipv6_addr' ? 'ipv6' : 'ipv4')),
  };
}

/** An element without its options. */
export const plainOf = (element: unknown): unknown => at(at(element, 'elem'), 'val') ?? element;
