import { asObject } from '../engine/text.ts';
import { expressionAt, mapAt, type Reader } from './expressions.ts';

const comparisons = new Set(['==', '!=', '!', '<', '>', '<=', '>=', 'eq', 'ne', 'lt', 'gt', 'le', 'ge']);
const written: Readonly<Record<string, string>> = {
  eq: '==',
  ne: '!=',
  lt: '<',
  gt: '>',
  le: '<=',
  ge: '>=',
};

/** `KEY vmap …`, `FIELD set VALUE`, `FIELD OP VALUE`. */
export function compared(reader: Reader): unknown {
  const { at } = reader;
  const before = at.position();
  const left = expressionAt(reader);
  if (at.position() === before) return { unknown: at.next().text };
  if (at.accept('vmap')) return { vmap: { key: left, data: mapAt(reader) } };
  if (at.accept('set')) return { mangle: { key: left, value: expressionAt(reader) } };
  // A word alone, which is no field: nothing that could be compared.
  if (typeof left !== 'object') return { unknown: String(left) };
  const { kind, text } = at.peek();
  const sign = kind !== 'text' && comparisons.has(text) ? at.next().text : null;
  const right = rightAt(reader);
  const op = sign === null ? implied(left, right) : (written[sign] ?? sign);
  return {
    match: { op, left: right.mask === undefined ? left : { '&': [left, right.mask] }, right: right.value },
  };
}

/** A list of names asks for any of them; so does one name, where names are bits. */
function implied(left: unknown, { value, mask }: Right): string {
  if (mask !== undefined) return '==';
  return Array.isArray(value) || (typeof value === 'string' && !value.startsWith('@') && isBits(left))
    ? 'in'
    : '==';
}

/** `ct state`, `ct status` and the like, `tcp flags`. */
function isBits(left: unknown): boolean {
  const { ct, payload } = asObject(left);
  const key = asObject(ct).key;
  return key === 'state' || key === 'status' || key === 'label' || asObject(payload).field === 'flags';
}

interface Right {
  value: unknown;
  mask?: unknown;
}

/** What stands on the right: one value, `a,b` or `a / mask`. */
function rightAt(reader: Reader): Right {
  const { at } = reader;
  const first = valueAt(reader);
  if (at.accept('/')) return { value: joined(first), mask: joined(listFrom(reader, valueAt(reader))) };
  const list = listFrom(reader, first);
  return at.accept('/')
    ? { value: joined(list), mask: joined(listFrom(reader, valueAt(reader))) }
    : { value: list };
}

function listFrom(reader: Reader, first: unknown): unknown {
  const { at } = reader;
  if (at.peek().text !== ',' || at.peek().kind !== 'sign') return first;
  const list = [first];
  while (at.accept(',')) list.push(valueAt(reader));
  return list;
}

const joined = (value: unknown): unknown => (Array.isArray(value) ? { '|': value } : value);

/** What is compared with a field; what a field is set to may be another field. */
const valueAt = (reader: Reader): unknown =>
  expressionAt(reader.values ? reader : { ...reader, values: true });
