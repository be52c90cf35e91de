import ipaddr from 'ipaddr.js';

/**
 * What the text of every address in `prefix` begins with: `149.154.1` for 149.154.160.0/20. Others may begin so, too:
 * this is for a cheap search on a router, after which the prefixes themselves decide. IPv6 has two spellings, that of
 * /proc (eight groups of four digits) and that of the tools (RFC 5952).
 */
export function addressTexts(prefix: string): string[] {
  const [network, bits] = ipaddr.parseCIDR(prefix);
  if (network instanceof ipaddr.IPv4) return [startOf(network.octets, bits, 8, 10, '.')];
  return [...new Set([4, 0].map((pad) => startOf(network.parts, bits, 16, 16, ':', pad)))];
}

/** Whole parts, then of the part in which the prefix ends the digits its values have in common. */
function startOf(
  parts: readonly number[],
  bits: number,
  width: number,
  base: number,
  mark: string,
  pad = 0,
): string {
  const print = (part: number) => part.toString(base).padStart(pad, '0');
  const whole = Math.floor(bits / width);
  const start = parts
    .slice(0, whole)
    .map((part, at) => print(part) + (at + 1 < parts.length ? mark : ''))
    .join('');
  const first = parts[whole];
  if (first === undefined || bits % width === 0) return start;
  const [low, high] = [print(first), print(first | ((1 << (width - (bits % width))) - 1))];
  if (low.length !== high.length) return start;
  const same = [...low].findIndex((digit, at) => digit !== high[at]);
  return start + low.slice(0, same < 0 ? low.length : same);
}

/** Without those that another begins, in order. */
export function shortestOf(texts: readonly string[]): string[] {
  const sorted = [...new Set(texts)].sort();
  return sorted.filter((text, at) => !sorted.slice(0, at).some((shorter) => text.startsWith(shorter)));
}
