import { type Cursor, skipBlock, textAt } from './cursor.ts';
import { fieldAt } from './fields.ts';
import { type Defines, type Json, literal, rangeTail, wordValue } from './values.ts';

/** What expressions are read with. */
export interface Reader {
  at: Cursor;
  defines: Defines;
  /** How deep in braces and brackets; more than a rule ever has is not followed. */
  depth: number;
  /** Values are read, among which `tcp` and `ip` are names of protocols and no headers. */
  values: boolean;
}

export const deepest = 12;

const operators: ReadonlyMap<string, string> = new Map([
  ['&', '&'],
  ['|', '|'],
  ['^', '^'],
  ['<<', '<<'],
  ['>>', '>>'],
  ['and', '&'],
  ['or', '|'],
  ['xor', '^'],
  ['lshift', '<<'],
  ['rshift', '>>'],
]);

/** A field, a value, and what is made of them by operators, `.` and maps. */
export function expressionAt(reader: Reader): unknown {
  const { at } = reader;
  let whole = operated(reader);
  if (at.peek().text === '.' && at.peek().kind === 'word') {
    const parts = [whole];
    while (at.accept('.')) parts.push(operated(reader));
    whole = { concat: parts };
  }
  if (at.peek().kind === 'word' && at.peek().text === 'map') {
    at.next();
    return { map: { key: whole, data: mapAt(reader) } };
  }
  return whole;
}

function operated(reader: Reader): unknown {
  const { at } = reader;
  let left = primary(reader);
  for (let n = 0; n < deepest; n++) {
    const { kind, text } = at.peek();
    const operator = kind === 'text' ? undefined : operators.get(text);
    if (operator === undefined) return left;
    at.next();
    left = { [operator]: [left, primary(reader)] };
  }
  return left;
}

function primary(reader: Reader): unknown {
  const { at, defines, depth } = reader;
  if (at.peek().text === '(' && depth < deepest) {
    at.next();
    const inner = expressionAt({ ...reader, depth: depth + 1 });
    at.accept(')');
    return inner;
  }
  if (at.peek().text === '{') return { set: elementsAt({ ...reader, values: true }) };
  const { text } = at.peek();
  const field = reader.values && text !== 'ct' && text !== 'meta' ? null : fieldAt(at);
  if (field) return field;
  if (at.atEnd()) return '';
  const token = at.next();
  if (token.kind === 'word' && token.text.startsWith('$')) {
    const name = token.text.slice(1);
    return defines.has(name) ? defines.get(name) : { undefined: name };
  }
  return rangeTail(at, literal(token));
}

/** What follows `vmap` or `map`: a name or its elements. */
export function mapAt(reader: Reader): unknown {
  const { at } = reader;
  return at.peek().text === '{' ? { set: elementsAt({ ...reader, values: true }) } : textAt(at);
}

/** `{ a, b : c, d . e : jump f }`: keys, or pairs of key and data. Line breaks count for nothing inside. */
export function elementsAt(reader: Reader): unknown[] {
  const { at, depth } = reader;
  const elements: unknown[] = [];
  at.next();
  if (depth >= deepest) {
    skipBlock(at);
    return [{ undefined: 'too deep' }];
  }
  const inner = { ...reader, depth: depth + 1 };
  for (at.skipEnds(); !at.done(); at.skipEnds()) {
    if (at.accept('}')) return elements;
    if (at.accept(',')) continue;
    const before = at.position();
    elements.push(elementAt(inner));
    if (at.position() === before) at.next();
  }
  // Cut off: what else was in it is not known.
  elements.push({ undefined: 'cut off' });
  return elements;
}

function elementAt(reader: Reader): unknown {
  const { at } = reader;
  const key = withOptions(reader, keyAt(reader));
  at.skipEnds();
  if (!at.accept(':')) return key;
  at.skipEnds();
  const verdict = verdictAt(reader);
  return [key, withOptions(reader, verdict ?? expressionAt(reader))];
}

/** Most elements are one word: read without looking for what else they could be. */
function keyAt(reader: Reader): unknown {
  const { at } = reader;
  const after = at.peek(1).text;
  const token = at.peek();
  if (
    (after === ',' || after === '}' || after === '\n') &&
    token.kind === 'word' &&
    !token.text.startsWith('$')
  )
    return wordValue(at.next().text);
  return expressionAt(reader);
}

const options = new Set(['timeout', 'expires', 'comment', 'counter', 'limit', 'quota', 'last', 'ct']);

/** `timeout 1h expires 3s counter packets 0 bytes 0 comment "x"` after an element. */
function withOptions({ at }: Reader, value: unknown): unknown {
  let stmt: Json[] | null = null;
  while (at.peek().kind === 'word' && options.has(at.peek().text)) {
    const { text } = at.next();
    stmt ??= [];
    if (text !== 'timeout' && text !== 'expires' && text !== 'comment') stmt.push(optionOf(text, at));
    while (!at.done() && !elementEnds(at)) at.next();
  }
  return stmt === null ? value : { elem: { val: value, ...(stmt.length > 0 && { stmt }) } };
}

const optionOf = (text: string, at: Cursor): Json => ({
  [text === 'ct' && at.peek().text === 'count' ? 'ct count' : text]: {},
});

const elementEnds = (at: Cursor): boolean => {
  const { kind, text } = at.peek();
  return (
    (kind === 'sign' && (text === ',' || text === '}' || text === ':')) ||
    (kind === 'word' && options.has(text))
  );
};

const verdicts: ReadonlyMap<string, Json> = new Map(
  ['accept', 'drop', 'return', 'continue'].map((verdict) => [verdict, { [verdict]: null }]),
);

/** A verdict, as it stands in a rule or as data of a map; `null`: the next word is none. */
export function verdictAt({ at }: Reader): Json | null {
  const { kind, text } = at.peek();
  if (kind !== 'word') return null;
  const plain = verdicts.get(text);
  if (plain) {
    at.next();
    return plain;
  }
  if ((text !== 'jump' && text !== 'goto') || at.peek(1).text === '{') return null;
  at.next();
  return { [text]: { target: textAt(at) } };
}
