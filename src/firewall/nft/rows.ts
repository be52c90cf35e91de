import { always, type Field, isOneOf } from '../fields.ts';
import { and, or } from '../match.ts';
import type { Asked, Test } from '../program.ts';
import { type Match, type Point, spanOf } from '../spans.ts';
import { at } from './ast.ts';
import type { Left } from './reading.ts';
import { plainOf } from './sets.ts';
import { pairOf } from './values.ts';

type OneOf = (left: Left, elements: readonly unknown[]) => Test;
/** What one part of a packet's key is in each row, and, where that part is known, the rows it can be. */
interface Column {
  cell(asked: Asked): (row: number) => Match;
  candidates?(asked: Asked): readonly number[] | null;
}

/**
 * Whether the parts of a concatenation are as one of the elements has them. Lists of those are long, so a part that is
 * known is compared as a number, without asking each element by itself.
 */
export function isRow(parts: readonly Left[], elements: readonly unknown[], oneOf: OneOf): Test {
  const plain = elements.map(plainOf);
  if (plain.includes('*')) return always('yes');
  const rows = plain.flatMap((element) => {
    const values = at(element, 'concat');
    return Array.isArray(values) && values.length === parts.length ? [values] : [];
  });
  const least: Match = rows.length < plain.length ? 'unknown' : 'no';
  const columns = parts.map((part, n) =>
    columnOf(
      part,
      rows.map((values) => values[n]),
      oneOf,
    ),
  );
  const every = rows.map((_, row) => row);
  return (asked) => {
    const cells = columns.map((column) => column.cell(asked));
    let few: readonly number[] = every;
    for (const { candidates } of columns) {
      const some = candidates?.(asked) ?? every;
      if (some.length < few.length) few = some;
    }
    let found: Match = least;
    for (const row of few) {
      found = or(found, rowOf(cells, row));
      if (found === 'yes') break;
    }
    return found;
  };
}

function rowOf(cells: readonly ((row: number) => Match)[], row: number): Match {
  let match: Match = 'yes';
  for (const cell of cells) {
    match = and(match, cell(row));
    if (match === 'no') break;
  }
  return match;
}

function columnOf(part: Left, values: readonly unknown[], oneOf: OneOf): Column {
  if (part.kind === 'field' && part.field.beyond === undefined) {
    const { field, type } = part;
    const pairs = values.flatMap((value) => {
      const pair = pairOf(type, value);
      return pair === null ? [] : [pair];
    });
    if (pairs.length === values.length) return numbers(field, pairs);
  }
  const tests = values.map((value) => oneOf(part, [value]));
  return { cell: (asked) => (row) => tests[row]?.(asked) ?? 'unknown' };
}

type Pair = readonly [Point, Point];

function numbers(field: Field, pairs: readonly Pair[]): Column {
  const known = (asked: Asked): Point | null => {
    const domain = field.domain(asked);
    const [only] = domain?.from ?? [];
    return domain?.from.length === 1 && only !== undefined && domain.to[0] === only ? only : null;
  };
  const rowsAt = indexOf(pairs);
  return {
    cell(asked) {
      const only = known(asked);
      return (row) => {
        const [from, to] = pairs[row] ?? [0, -1];
        if (only === null) return isOneOf(field, spanOf(from, to))(asked);
        return from <= only && only <= to ? 'yes' : 'no';
      };
    },
    candidates(asked) {
      const only = known(asked);
      return only === null ? null : rowsAt(only);
    },
  };
}

/** The rows whose interval holds a point: those that begin before it, as far back as one of them reaches that far. */
function indexOf(pairs: readonly Pair[]): (point: Point) => readonly number[] {
  const order = pairs
    .map((_, row) => row)
    .sort((a, b) => {
      const [one = 0, other = 0] = [pairs[a]?.[0], pairs[b]?.[0]];
      return one < other ? -1 : Number(one > other);
    });
  const reach: Point[] = [];
  for (const row of order) {
    const to = pairs[row]?.[1] ?? 0;
    const before = reach.at(-1);
    reach.push(before === undefined || to > before ? to : before);
  }
  return (point) => {
    let low = 0;
    let high = order.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((pairs[order[middle] ?? 0]?.[0] ?? 0) <= point) low = middle + 1;
      else high = middle;
    }
    const found: number[] = [];
    for (let at = low - 1; at >= 0 && (reach[at] ?? 0) >= point; at--) found.push(order[at] ?? 0);
    return found;
  };
}
