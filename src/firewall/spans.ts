/** A number a packet carries: ports, protocols and IPv4 addresses as `number`, IPv6 addresses as `bigint`. */
export type Point = number | bigint;

/** A set of numbers as closed, sorted, disjoint intervals: what a rule asks for, or what a field of a packet may be. */
export interface Spans {
  from: readonly Point[];
  to: readonly Point[];
}

/** Whether a condition holds for a packet. `sometimes`: for some packets of the connection and not for others. */
export type Match = 'yes' | 'no' | 'sometimes' | 'unknown';

export const spanOf = (from: Point, to: Point = from): Spans => ({ from: [from], to: [to] });

/** The union of closed intervals in any order; those with `from` above `to` are left out. All of one type. */
export function spansOf(pairs: readonly (readonly [Point, Point])[]): Spans {
  const [only] = pairs;
  if (pairs.length === 1 && only && only[0] <= only[1]) return spanOf(only[0], only[1]);
  const sorted = pairs.filter(([from, to]) => from <= to).sort(([a], [b]) => (a < b ? -1 : Number(a > b)));
  const from: Point[] = [];
  const to: Point[] = [];
  for (const [start, end] of sorted) {
    const last = to.at(-1);
    if (last !== undefined && start <= next(last)) {
      if (end > last) to[to.length - 1] = end;
    } else {
      from.push(start);
      to.push(end);
    }
  }
  // Copies are as long as they have to be: of many rules each keeps its own.
  return { from: from.slice(), to: to.slice() };
}

const next = (point: Point): Point => (typeof point === 'bigint' ? point + 1n : point + 1);

/** Whether a value that is one of `domain` is one of `set`. `null`: it may be anything. */
export function isIn(domain: Spans | null, set: Spans): Match {
  if (set.from.length === 0) return 'no';
  if (domain === null) return 'unknown';
  let inside = 0;
  for (let n = 0; n < domain.from.length; n++) {
    const from = domain.from[n] as Point;
    const to = domain.to[n] ?? from;
    const at = firstEndingAt(set, from);
    const start = set.from[at];
    if (start === undefined || start > to) continue;
    if (start > from || (set.to[at] ?? start) < to) return 'unknown';
    inside++;
  }
  if (inside === 0) return 'no';
  return inside === domain.from.length ? 'yes' : 'unknown';
}

/** Index of the first interval that ends at `point` or after it. */
function firstEndingAt({ to }: Spans, point: Point): number {
  let low = 0;
  let high = to.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((to[middle] as Point) < point) low = middle + 1;
    else high = middle;
  }
  return low;
}
