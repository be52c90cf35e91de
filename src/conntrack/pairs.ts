import { normaliseIp } from '../model/ip.ts';
import type { Tuple } from './flow.ts';

/** One side of an entry while it is read: addresses as printed and normalised. */
interface Side {
  srcText: string;
  src: string;
  dstText: string | null;
  dst: string | null;
  numbers: Partial<Record<'sport' | 'dport' | 'packets' | 'bytes', number>>;
}

/** A line taken apart. */
export interface Parts {
  /** Bare words before the first tuple. */
  head: string[];
  sides: Side[];
  /** Bracketed words, without the brackets. */
  flags: string[];
  /** Pairs that belong to no tuple. */
  tail: Record<string, string>;
  /** Other words. */
  words: string[];
}

const countedFlag = /^[A-Z][A-Z_]{1,30},? /;

/** Takes the words of a line apart; `null` when a port or a counter is no number. */
export function readPairs(words: readonly string[]): Parts | null {
  const parts: Parts = { head: [], sides: [], flags: [], tail: {}, words: [] };
  for (const word of words) {
    const isBracket = word.startsWith('[');
    const text = isBracket ? word.slice(1, -1) : word;
    // `[OFFLOAD, packets=1 bytes=2]`: a flag with what it counted.
    const split = isBracket && countedFlag.test(text) ? -1 : text.indexOf('=');
    if (split > 0) {
      if (!takePair(parts, text.slice(0, split), text.slice(split + 1), text)) return null;
    } else if (isBracket) parts.flags.push(text);
    else (parts.sides.length === 0 ? parts.head : parts.words).push(text);
  }
  return parts;
}

/** A whole tuple; `null` when an address is missing, or the two are not of one family. */
export function tupleOf(side: Side | undefined): Tuple | null {
  if (!side || side.dst === null) return null;
  if (side.src.includes(':') !== side.dst.includes(':')) return null;
  return { src: side.src, dst: side.dst, sport: 0, dport: 0, ...side.numbers };
}

function takePair(parts: Parts, key: string, value: string, word: string): boolean {
  const side = parts.sides.at(-1);
  switch (key) {
    case 'src': {
      const ip = parts.sides.length < 2 ? addressOf(value, parts.sides[0]) : null;
      // Some vendors print hardware addresses of each direction under the same name.
      if (ip === null) parts.words.push(word);
      else parts.sides.push({ srcText: value, src: ip, dstText: null, dst: null, numbers: {} });
      return true;
    }
    case 'dst': {
      const ip = side?.dst === null ? addressOf(value, parts.sides[0]) : null;
      if (!side || ip === null) parts.words.push(word);
      else Object.assign(side, { dstText: value, dst: ip });
      return true;
    }
    case 'sport':
    case 'dport':
      return takeNumber(side, key, value, 65_535);
    case 'packets':
    case 'bytes':
      return takeNumber(side, key, value, Number.POSITIVE_INFINITY);
    default:
      parts.tail[key] = value;
      return true;
  }
}

/** `false` when `value` is no number up to `most`. Counters beyond 2^53 lose their last digits. */
function takeNumber(
  side: Side | undefined,
  key: keyof Side['numbers'],
  value: string,
  most: number,
): boolean {
  if (!side || side.numbers[key] !== undefined) return true;
  const number = /^\d{1,20}$/.test(value) ? Number(value) : Number.NaN;
  side.numbers[key] = number;
  return number <= most;
}

/** `text` normalised; but for NAT the second tuple has the addresses of the first, which is the costly part. */
function addressOf(text: string, first: Side | undefined): string | null {
  if (first && text === first.srcText) return first.src;
  return first && text === first.dstText ? first.dst : normaliseIp(text);
}
