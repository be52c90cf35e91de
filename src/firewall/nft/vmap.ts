import { always, isOneOf, negated } from '../fields.ts';
import { or } from '../match.ts';
import type { Step, Test, Verdict, Way } from '../program.ts';
import type { Match } from '../spans.ts';
import { at, kindOf, pairsOf } from './ast.ts';
import { oneOf } from './compare.ts';
import { leftOf } from './left.ts';
import type { Left } from './reading.ts';
import { spansFrom } from './values.ts';
import { type Table, verdictOf } from './verdicts.ts';

/** A map with more verdicts than a household has chains is not followed. */
const mostWays = 500;

/** `key vmap { … }` and `key vmap @name`. What is not in the map ends the rule. */
export function vmapSteps(body: unknown, table: Table): Step[] {
  const { left, needs } = leftOf(at(body, 'key'));
  const data = at(body, 'data');
  const named = typeof data === 'string' ? table.sets(data) : undefined;
  const elements = named ? named.elements : at(data, 'set');
  const conditions = needs.map((need): Step => ({ kind: 'test', test: need, text: () => 'vmap' }));
  if (!Array.isArray(elements)) return [...conditions, ...unread(data, table)];
  const make = () => waysOf(left, pairsOf(elements), table);
  const ways = named ? named.once(`vmap ${JSON.stringify(at(body, 'key'))}`, make) : make();
  if (ways.length > mostWays) return [...conditions, ...unread(data, table)];
  return [...conditions, { kind: 'choose', ways, text: () => 'vmap' }];
}

/** Anything may be in a map that was not listed: a way to everywhere, like a chain that was not read. */
const unread = (data: unknown, table: Table): Step[] => [
  { kind: 'test', test: always('unknown'), text: () => `map ${typeof data === 'string' ? data : ''}` },
  {
    kind: 'verdict',
    verdict: { kind: 'jump', to: table.chain(typeof data === 'string' ? `map ${data}` : 'a map') },
  },
];

/** One way for each verdict, with the keys that lead to it. */
function waysOf(left: Left, pairs: readonly [unknown, unknown][], table: Table): Way[] {
  const byVerdict = new Map<string, { verdict: Verdict; keys: unknown[] }>();
  for (const [key, data] of pairs) {
    const kind = kindOf(data) ?? '';
    const verdict = verdictOf(kind, at(data, kind), table) ?? { kind: 'continue' as const };
    const name = JSON.stringify(data);
    const known = byVerdict.get(name) ?? { verdict, keys: [] };
    known.keys.push(key);
    byVerdict.set(name, known);
  }
  const ways = [...byVerdict.values()];
  const named = ways.map(({ verdict, keys }) => ({
    verdict,
    test: keyTest(
      left,
      keys.filter((key) => key !== '*'),
    ),
    otherwise: keys.includes('*'),
  }));
  const other = named.find((way) => way.otherwise);
  const plain = named.map(({ verdict, test }): Way => ({ verdict, test }));
  return other ? [...plain, { verdict: other.verdict, test: negated(anyOf(plain)) }] : plain;
}

function keyTest(left: Left, keys: readonly unknown[]): Test {
  const spans = left.kind === 'field' ? spansFrom(left.type, keys) : null;
  return left.kind === 'field' && spans ? isOneOf(left.field, spans) : oneOf(left, keys);
}

const anyOf =
  (ways: readonly Way[]): Test =>
  (asked) =>
    ways.reduce<Match>((found, way) => or(found, way.test(asked)), 'no');
