import type { Cursor } from './cursor.ts';
import type { Token } from './tokens.ts';

/** An expression or statement as libnftables-json(5) writes it. */
export type Json = Record<string, unknown>;

/** What `define` gave names to. */
export type Defines = ReadonlyMap<string, unknown>;

/** A value as it stands in a set or on the right of a comparison: number, name, address, prefix or range. */
export function literal(token: Token): unknown {
  return token.kind === 'text' ? token.text : wordValue(token.text);
}

const number = /^(\d{1,15}|0x[0-9a-fA-F]{1,12})$/;
const dotted = /^\d{1,3}(\.\d{1,3}){3}$/;
const prefix = /^([0-9a-fA-F.:]{2,45})\/(\d{1,3})$/;

export function wordValue(text: string): unknown {
  if (number.test(text)) return Number(text);
  const prefixed = prefix.exec(text);
  if (prefixed) return { prefix: { addr: prefixed[1], len: Number(prefixed[2]) } };
  const dash = text.indexOf('-');
  if (dash > 0) {
    const from = text.slice(0, dash);
    const to = text.slice(dash + 1);
    if ([from, to].every((end) => number.test(end)) || [from, to].every(isAddress))
      return { range: [wordValue(from), wordValue(to)] };
  }
  return text;
}

const isAddress = (text: string): boolean =>
  dotted.test(text) || (text.includes(':') && /^[0-9a-fA-F:.]{2,45}$/.test(text));

/** A range may be written with its dash apart: `"10:00"-"12:00"`, `80 - 90`. */
export function rangeTail(at: Cursor, first: unknown): unknown {
  const { kind, text } = at.peek();
  if (kind !== 'word' || !text.startsWith('-') || text.length > 45) return first;
  const after = at.peek(1);
  if (text === '-' && (after.kind === 'word' || after.kind === 'text')) {
    at.next();
    return { range: [first, literal(at.next())] };
  }
  if (text === '-') return first;
  at.next();
  return { range: [first, wordValue(text.slice(1))] };
}
