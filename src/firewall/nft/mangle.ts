import { changed, copied, either, type Mark, markOf, unknownMark, withBits } from '../marks.ts';
import type { Asked, Step } from '../program.ts';
import { at, pairsOf, textAt } from './ast.ts';
import { oneOf } from './compare.ts';
import { leftOf, maskOf } from './left.ts';
import type { Sets } from './sets.ts';

/** `meta mark set …`, `ct mark set …`: what the mark is afterwards. Other fields set no mark. */
export function markStep(key: unknown, value: unknown, sets: Sets): Step | null {
  const which = markNamed(key);
  if (which === null) return null;
  const map = at(value, 'map');
  const of = map === undefined ? markValue(value, 0) : mapped(map, sets);
  return {
    kind: 'mark',
    change: (asked) =>
      which === 'packet' ? { ...asked.marks, packet: of(asked) } : { ...asked.marks, ct: of(asked) },
  };
}

function markNamed(expression: unknown): 'packet' | 'ct' | null {
  if (textAt(at(expression, 'meta'), 'key') === 'mark') return 'packet';
  return textAt(at(expression, 'ct'), 'key') === 'mark' ? 'ct' : null;
}

type MarkOf = (asked: Asked) => Mark;

/** Numbers, the other mark, and both joined with `&`, `|` and `^`; anything else is not known. */
function markValue(value: unknown, depth: number): MarkOf {
  const number = maskOf('mark', value);
  if (number !== null) return () => markOf(number);
  const which = markNamed(value);
  if (which !== null) return ({ marks }) => marks[which];
  for (const operator of ['&', '|', '^'] as const) {
    const sides = at(value, operator);
    if (Array.isArray(sides) && sides.length === 2 && depth < 6) return joined(operator, sides, depth);
  }
  return () => unknownMark;
}

/** A household's own map has a few marks in it. */
const mostMarks = 100;

/** `tcp dport map { 5223 : 0x66 }`: the mark of the key the packet has, or what those it may have agree in. */
function mapped(map: unknown, sets: Sets): MarkOf {
  const { left } = leftOf(at(map, 'key'));
  const data = at(map, 'data');
  const elements = typeof data === 'string' ? sets(data)?.elements : at(data, 'set');
  if (!Array.isArray(elements) || elements.length > mostMarks) return () => unknownMark;
  const ways = pairsOf(elements).map(([key, to]) => ({ test: oneOf(left, [key]), to: maskOf('mark', to) }));
  return (asked) => {
    const marks = ways
      .filter(({ test }) => test(asked) !== 'no')
      .map(({ to }) => (to === null ? unknownMark : markOf(to)));
    return marks.length === 0 ? unknownMark : marks.reduce(either);
  };
}

function joined(operator: '&' | '|' | '^', [left, right]: readonly unknown[], depth: number): MarkOf {
  const number = maskOf('mark', right);
  const of = markValue(left, depth + 1);
  if (number === null) {
    const other = markValue(right, depth + 1);
    // `a | b` of two marks: where they share no bits, as in `(mark & ~m) | (ct mark & m)`.
    return operator === '|' ? (asked) => union(of(asked), other(asked)) : () => unknownMark;
  }
  if (operator === '&') return (asked) => changed(of(asked), number, 0);
  if (operator === '^') return (asked) => changed(of(asked), 0xffffffff, number);
  return (asked) => withBits(of(asked), number);
}

/** A bit is known where one of both is known to be set, or both are known. */
function union(a: Mark, b: Mark): Mark {
  const set = (a.value | b.value) >>> 0;
  return copied({ value: set, known: set }, { value: set, known: 0xffffffff }, (a.known & b.known) | set);
}
