import ipaddr from 'ipaddr.js';

/** Addresses from `first` to `last`, as bytes in hexadecimal, which sort as numbers do. */
interface Block<T> {
  first: string;
  last: string;
  of: T;
}

/** Whose an address is; `null` when it is nobody's. */
export type Lookup<T> = (ip: string) => T | null;

const hex = (bytes: readonly number[]): string =>
  bytes.map((byte) => byte.toString(16).padStart(2, '0')).join('');

/** The first part of an address, by which nearly all are told apart without reading them. */
const headOf = (ip: string): string => ip.slice(0, ip.search(/[.:]/));

function blockOf<T>(prefix: string, of: T): Block<T> {
  const [network, bits] = ipaddr.parseCIDR(prefix);
  const bytes = network.toByteArray();
  const last = bytes.map((byte, at) => byte | (0xff >> Math.min(8, Math.max(0, bits - at * 8))));
  return { first: hex(bytes), last: hex(last), of };
}

/**
 * Finds in which of many prefixes an address lies, in the time of a binary search. Prefixes of one family must not
 * overlap, and none may be wider than the first octet (IPv4) or group (IPv6). Addresses: as {@link normaliseIp} gives them.
 */
export function prefixTable<T>(prefixes: readonly { prefix: string; of: T }[]): Lookup<T> {
  const heads = new Set(prefixes.map(({ prefix }) => headOf(prefix)));
  const blocks = prefixes
    .map(({ prefix, of }) => blockOf(prefix, of))
    .sort((a, b) => a.first.length - b.first.length || (a.first < b.first ? -1 : 1));
  const families = [8, 32].map((length) => blocks.filter(({ first }) => first.length === length));
  return (ip) => {
    if (!heads.has(headOf(ip)) || !ipaddr.isValid(ip)) return null;
    const wanted = hex(ipaddr.parse(ip).toByteArray());
    return find(families[wanted.length === 8 ? 0 : 1] ?? [], wanted);
  };
}

function find<T>(blocks: readonly Block<T>[], wanted: string): T | null {
  let [low, high] = [0, blocks.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((blocks[middle]?.first ?? '') <= wanted) low = middle + 1;
    else high = middle;
  }
  const block = blocks[low - 1];
  return block !== undefined && wanted <= block.last ? block.of : null;
}
