import { isIPv4, isIPv6 } from 'node:net';
import ipaddr from 'ipaddr.js';

/** An address as `0` and `1`: 32 of them, or 128. `null` for anything else, also IPv6 that ends in IPv4. */
export function bitsOf(text: string): string | null {
  if (!isIPv4(text) && !(isIPv6(text) && !text.includes('.'))) return null;
  return [...ipaddr.parse(text).toByteArray()].map((byte) => byte.toString(2).padStart(8, '0')).join('');
}

/** The inverse. IPv6 in eight groups without leading zeros, so that a router's awk can write the same. */
export function textOf(bits: string): string {
  const isV4 = bits.length === 32;
  const parts = bits.match(isV4 ? /.{8}/g : /.{16}/g) ?? [];
  return parts.map((part) => Number.parseInt(part, 2).toString(isV4 ? 10 : 16)).join(isV4 ? '.' : ':');
}

/** The first bits of a prefix, e.g. of `172.16.0.0/12`. */
export const prefixBits = (prefix: string): string => {
  const [address = '', length = ''] = prefix.split('/');
  return (bitsOf(address) ?? '').slice(0, Number(length));
};
