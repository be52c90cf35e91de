import { isIPv4, isIPv6 } from 'node:net';
import ipaddr from 'ipaddr.js';

/**
 * One spelling per address, so that /proc (IPv6 in full, zero-padded) and tools (compressed) can be compared: IPv6 as
 * RFC 5952 has it, IPv4 as it is. `null` when `text` is no address; a zone index (`%eth0`) makes it none.
 */
export function normaliseIp(text: string): string | null {
  if (isIPv4(text)) return text;
  return isIPv6(text) && !text.includes('%') ? ipaddr.IPv6.parse(text).toRFC5952String() : null;
}
