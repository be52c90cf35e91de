import { always, type Bits, bitsAre, bitsTouch, type Field, isDevice, isOneOf, negated } from '../fields.ts';
import { knownValue } from '../marks.ts';
import { or } from '../match.ts';
import type { Test } from '../program.ts';
import { remembered } from '../remembered.ts';
import { isIn, type Match, type Point, type Spans, spanOf, spansOf } from '../spans.ts';
import { at, elementsOf } from './ast.ts';
import { maskOf } from './left.ts';
import type { Left } from './reading.ts';
import { isRow } from './rows.ts';
import { type Named, plainOf, type Sets } from './sets.ts';
import { isBits, type Type } from './symbols.ts';
import { lastOf, pairOf, spansFrom } from './values.ts';

/**
 * A comparison, as `op` and `right` of a match say it.
 * @param written what stands on the left, as it is written: what named sets remember their answers by
 */
export function comparison(left: Left, op: string, right: unknown, sets: Sets, written: unknown): Test {
  if (left.kind === 'any') return left.answer;
  // `tcp flags ! fin,rst`: none of them. `!=` compares the whole number, also with several names (nft(8), bitmask type).
  if (op === '!') return negated(comparison(left, 'in', right, sets, written));
  if (op === '!=') return negated(comparison(left, left.kind === 'bits' ? 'is' : '==', right, sets, written));
  const named = typeof right === 'string' && right.startsWith('@') ? sets(right) : null;
  if (named !== null) return named ? inNamed(left, named, written) : always('unknown');
  if (op === '<' || op === '>' || op === '<=' || op === '>=') return ordered(left, op, right);
  if (left.kind === 'bits') return bitsCompared(left, op, right);
  return oneOf(left, elementsOf(right));
}

/** Whether what stands on the left is one of `elements`. */
export function oneOf(left: Left, elements: readonly unknown[]): Test {
  switch (left.kind) {
    case 'any':
      return left.answer;
    case 'field': {
      const spans = spansFrom(left.type, elements.map(plainOf));
      return spans === null ? anyOf(elements.map((one) => fieldIs(left, one))) : isOneOf(left.field, spans);
    }
    case 'device':
      return isDevice(left.which, elements.map(nameOf), '*');
    case 'bits':
      return bitsAmong(left, elements) ?? anyOf(elements.map((one) => bitsEqual(left, plainOf(one))));
    case 'concat':
      return isRow(left.parts, elements, oneOf);
  }
}

/** One value among others that are not understood. */
function fieldIs({ field, type }: Extract<Left, { kind: 'field' }>, element: unknown): Test {
  const spans = spansFrom(type, [plainOf(element)]);
  return spans === null ? always('unknown') : isOneOf(field, spans);
}

const nameOf = (element: unknown): string => {
  const value = plainOf(element);
  return typeof value === 'string' ? value : '';
};

const anyOf =
  (tests: readonly Test[]): Test =>
  (asked) => {
    let found: Match = 'no';
    for (const test of tests) {
      found = or(found, test(asked));
      if (found === 'yes') break;
    }
    return found;
  };

function inNamed(left: Left, named: Named, written: unknown): Test {
  const { elements } = named;
  if (elements === null) return always('unknown');
  const spans = left.kind === 'field' ? named.spans(left.type) : null;
  if (left.kind !== 'field' || spans === null)
    return named.once(JSON.stringify(written), () => remembered(oneOf(left, elements)));
  const about = named.about(left.type);
  return about === null ? isOneOf(left.field, spans) : tellsOf(left.field, spans, about);
}

/** More values of a mark than this are looked up, for which it has to be known whole. */
const fewMarks = 32;

function bitsAmong({ bits, mask, type }: BitsLeft, elements: readonly unknown[]): Test | null {
  if (elements.length <= fewMarks) return null;
  const spans = spansFrom(type, elements.map(plainOf));
  return spans && bitsWithin(bits, mask, spans);
}

/** A listing that was held to some addresses says nothing of others. */
const tellsOf = (field: Field, spans: Spans, about: Spans): Test => {
  const test = isOneOf(field, spans);
  return (asked) => {
    const match = test(asked);
    return match === 'yes' || isIn(field.domain(asked), about) === 'yes' ? match : 'unknown';
  };
};

function ordered(left: Left, op: string, right: unknown): Test {
  const type = left.kind === 'field' || left.kind === 'bits' ? left.type : null;
  const limit = type === null ? null : pairOf(type, right);
  if (type === null || limit === null || left.kind === 'concat' || left.kind === 'device')
    return always('unknown');
  const spans = spansOf([bounds(op, limit[0], type)]);
  if (left.kind === 'field') return isOneOf(left.field, spans);
  return left.kind === 'bits' ? bitsWithin(left.bits, left.mask, spans) : always('unknown');
}

function bounds(op: string, limit: Point, type: Type): [Point, Point] {
  const zero = typeof limit === 'bigint' ? 0n : 0;
  const moved = (by: number): Point => (typeof limit === 'bigint' ? limit + BigInt(by) : limit + by);
  if (op === '<') return [zero, moved(-1)];
  if (op === '<=') return [zero, limit];
  return op === '>' ? [moved(1), lastOf(type)] : [limit, lastOf(type)];
}

const everyBit = 0xffffffff;

type BitsLeft = Extract<Left, { kind: 'bits' }>;

/** A list of names asks for any of the bits; `&` with a mask, `!=`, and marks, are compared as numbers. */
function bitsCompared(left: BitsLeft, op: string, right: unknown): Test {
  const { bits, mask, type } = left;
  const flags = Array.isArray(right) || (op === 'in' && at(right, 'set') === undefined && type !== 'mark');
  if (!flags || !isBits(type)) return oneOf(left, elementsOf(right));
  const named = maskOf(type, { '|': Array.isArray(right) ? right : [right] });
  if (named === null) return always('unknown');
  return mask === null && op !== 'is' ? bitsTouch(bits, named) : bitsAre(bits, mask ?? everyBit, named);
}

/** One number, or an interval of them. */
function bitsEqual({ bits, mask, type }: BitsLeft, value: unknown): Test {
  const joined = maskOf(type, value);
  if (joined !== null) return bitsAre(bits, mask ?? everyBit, joined);
  const pair = pairOf(type, value);
  return pair === null ? always('unknown') : bitsWithin(bits, mask, spansOf([pair]));
}

const bitsWithin =
  ({ of, partial }: Bits, mask: number | null, spans: Spans): Test =>
  (asked) => {
    const whole = knownValue(of(asked));
    const match = isIn(whole === null ? null : spanOf((whole & (mask ?? everyBit)) >>> 0), spans);
    return match === 'unknown' ? partial(asked) : match;
  };
