import { addressOf, addressSpan, lastAddress, prefixSpan } from '../addresses.ts';
import { type Point, type Spans, spansOf } from '../spans.ts';
import { at, textAt } from './ast.ts';
import { numberOf, type Type } from './symbols.ts';

type Pair = readonly [Point, Point];

const greatest = 0xffffffff;

/** One value of a right-hand side as an interval; `null` when it is not understood. */
export function pairOf(type: Type, value: unknown): Pair | null {
  if (value === '*') return [type === 'ipv6_addr' ? 0n : 0, lastOf(type)];
  const range = at(value, 'range');
  if (Array.isArray(range)) {
    const [from, to] = range.map((end) => pointOf(type, end));
    return from == null || to == null || from > to ? null : [from, to];
  }
  const prefix = at(value, 'prefix');
  if (prefix !== undefined) return prefixPair(type, prefix);
  const point = pointOf(type, value);
  if (point !== null) return [point, point];
  return typeof value === 'string' && isAddress(type) ? firstPair(type, addressSpan(value)) : null;
}

const isAddress = (type: Type): boolean => type === 'ipv4_addr' || type === 'ipv6_addr';

/** The greatest value of a type. */
export const lastOf = (type: Type): Point => {
  if (type === 'ipv6_addr') return lastAddress.ipv6;
  if (type === 'integer') return Number.MAX_SAFE_INTEGER;
  return type === 'inet_service' ? 65535 : greatest;
};

function pointOf(type: Type, value: unknown): Point | null {
  if (!isAddress(type)) return numberOf(type, value);
  const address = typeof value === 'string' ? addressOf(value) : null;
  return address !== null && (typeof address === 'bigint') === (type === 'ipv6_addr') ? address : null;
}

function prefixPair(type: Type, prefix: unknown): Pair | null {
  const address = addressOf(textAt(prefix, 'addr') ?? '');
  const length = at(prefix, 'len');
  return address === null || typeof length !== 'number' ? null : firstPair(type, prefixSpan(address, length));
}

function firstPair(type: Type, span: Spans | null): Pair | null {
  const from = span?.from[0];
  const to = span?.to[0];
  if (from === undefined || to === undefined) return null;
  return (typeof from === 'bigint') === (type === 'ipv6_addr') ? [from, to] : null;
}

/** The union of values; `null` when one of them is not understood. */
export function spansFrom(type: Type, values: readonly unknown[]): Spans | null {
  const pairs: Pair[] = [];
  for (const value of values) {
    const pair = pairOf(type, value);
    if (pair === null) return null;
    pairs.push(pair);
  }
  return spansOf(pairs);
}
