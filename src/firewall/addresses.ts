import type { Family } from './api.types.ts';
import { type Point, type Spans, spanOf, spansOf } from './spans.ts';

const bitsOf: Record<Family, number> = { ipv4: 32, ipv6: 128 };

/** The greatest address of a family. */
export const lastAddress: Record<Family, Point> = { ipv4: 0xffffffff, ipv6: (1n << 128n) - 1n };

/** An address as a number: `number` for IPv4, `bigint` for IPv6. `null` for anything else. */
export const addressOf = (text: string): Point | null => (text.includes(':') ? ipv6Of(text) : ipv4Of(text));

const [dot, zero, nine] = [46, 48, 57];

function ipv4Of(text: string): number | null {
  if (text.length > 15) return null;
  let address = 0;
  let part = 0;
  let digits = 0;
  let dots = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === dot && digits > 0) {
      address = address * 256 + part;
      part = 0;
      digits = 0;
      dots++;
    } else if (code >= zero && code <= nine && digits < 3) {
      part = part * 10 + code - zero;
      digits++;
    } else return null;
    if (part > 255) return null;
  }
  return dots === 3 && digits > 0 ? address * 256 + part : null;
}

function ipv6Of(text: string): bigint | null {
  if (text.length > 45) return null;
  const halves = text.split('::');
  if (halves.length > 2) return null;
  const [head, tail] = halves.map(groupsOf);
  if (!head || (halves.length === 2 && !tail)) return null;
  const missing = 8 - head.length - (tail?.length ?? 0);
  if (tail ? missing < 1 : missing !== 0) return null;
  const groups = [...head, ...new Array<string>(tail ? missing : 0).fill('0'), ...(tail ?? [])];
  return BigInt(`0x${groups.map((group) => group.padStart(4, '0')).join('')}`);
}

/** Groups of four hexadecimal digits; a dotted tail counts as two. */
function groupsOf(text: string): string[] | null {
  if (text === '') return [];
  const parts = text.split(':');
  const last = parts.at(-1) ?? '';
  if (last.includes('.')) {
    const address = ipv4Of(last);
    if (address === null) return null;
    parts.splice(-1, 1, (address >>> 16).toString(16), (address & 0xffff).toString(16));
  }
  return parts.every((part) => /^[0-9a-fA-F]{1,4}$/.test(part)) ? parts : null;
}

/** All addresses of a prefix; bits of `address` below it are taken for zero. */
export function prefixSpan(address: Point, length: number): Spans | null {
  const bits = typeof address === 'bigint' ? bitsOf.ipv6 : bitsOf.ipv4;
  if (!Number.isInteger(length) || length < 0 || length > bits) return null;
  if (typeof address === 'bigint') {
    const size = 1n << BigInt(bits - length);
    const from = address - (address % size);
    return spanOf(from, from + size - 1n);
  }
  const size = 2 ** (bits - length);
  const from = address - (address % size);
  return spanOf(from, from + size - 1);
}

/** `10.0.0.1`, `10.0.0.0/8`, `10.0.0.0/255.0.0.0`, `10.0.0.1-10.0.0.9`, and the same in IPv6; `null` for anything else. */
export function addressSpan(text: string): Spans | null {
  const dash = text.indexOf('-');
  if (dash > 0) {
    const from = addressOf(text.slice(0, dash));
    const to = addressOf(text.slice(dash + 1));
    return from === null || to === null || typeof from !== typeof to || from > to ? null : spanOf(from, to);
  }
  const slash = text.indexOf('/');
  const address = addressOf(slash < 0 ? text : text.slice(0, slash));
  if (address === null) return null;
  if (slash < 0) return spanOf(address);
  const length = lengthOf(text.slice(slash + 1));
  return length === null ? null : prefixSpan(address, length);
}

/** `24` or a mask whose ones are all in front. */
function lengthOf(text: string): number | null {
  if (/^\d{1,3}$/.test(text)) return Number(text);
  const mask = addressOf(text);
  if (mask === null) return null;
  const bits = typeof mask === 'bigint' ? bitsOf.ipv6 : bitsOf.ipv4;
  const digits = mask.toString(2).padStart(bits, '0');
  return /^1*0*$/.test(digits) ? digits.lastIndexOf('1') + 1 : null;
}

/** The union of addresses and prefixes of one family; texts of the other, and what is none, are left out. */
export const addressSpans = (texts: readonly string[], family: Family): Spans =>
  spansOf(
    texts.flatMap((text): [Point, Point][] => {
      const span = (text.includes(':') ? 'ipv6' : 'ipv4') === family ? addressSpan(text) : null;
      const [from] = span?.from ?? [];
      const [to] = span?.to ?? [];
      return from === undefined || to === undefined ? [] : [[from, to]];
    }),
  );
