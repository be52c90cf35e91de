import { addressSpan } from '../addresses.ts';
import type { Family } from '../api.types.ts';
import { numberOf } from '../nft/symbols.ts';
import { type Point, type Spans, spanOf, spansOf } from '../spans.ts';

/** `5223`, `5228:5230`, `:1023`, `1024:`, several joined by commas; `null` for anything else. */
export function portSpans(text: string): Spans | null {
  const pairs: [Point, Point][] = [];
  for (const part of text.split(',')) {
    const range = /^(\d{0,5})(:?)(\d{0,5})$/.exec(part);
    if (!range || part === '' || part === ':') return null;
    const [, from = '', colon, to = ''] = range;
    const first = from === '' ? 0 : Number(from);
    const last = colon === '' ? first : to === '' ? 65535 : Number(to);
    if (first > last || last > 65535) return null;
    pairs.push([first, last]);
  }
  return spansOf(pairs);
}

/** An address, prefix or range of the family; `null` for anything else. */
export function familySpan(text: string, family: Family): Spans | null {
  const span = addressSpan(text);
  const [from] = span?.from ?? [];
  return from !== undefined && (typeof from === 'bigint') === (family === 'ipv6') ? span : null;
}

/** A protocol by name or number; 0 and `all` are any. `null`: not known. */
export function protocolSpans(text: string): Spans | null {
  if (text === 'all' || text === '0') return spanOf(0, 255);
  const number = numberOf('inet_proto', text);
  return number === null ? null : spanOf(number);
}

/** `0x1/0xff`, `0x1`, `1`: value and mask. */
export function markAndMask(text: string): { value: number; mask: number } | null {
  const [first = '', second] = text.split('/');
  const value = numberOf('mark', first);
  const mask = second === undefined ? 0xffffffff : numberOf('mark', second);
  return value === null || mask === null ? null : { value: value >>> 0, mask: mask >>> 0 };
}

/** `1:9`, `10`, `10:`: numbers from and to. */
export function countSpans(text: string): Spans | null {
  const range = /^(\d{1,15})?(?:(:)(\d{1,15})?)?$/.exec(text);
  if (!range || text === '' || text === ':') return null;
  const from = Number(range[1] ?? 0);
  const to = range[2] === undefined ? from : Number(range[3] ?? Number.MAX_SAFE_INTEGER);
  return from <= to ? spanOf(from, to) : null;
}
