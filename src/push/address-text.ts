import ipaddr from 'ipaddr.js';

/**
 * What the text of every address in `prefix` begins with: `149.154.1` for 149.154.160.0/20. Others may begin so, too:
 * this is for a cheap search on a router, after which the prefixes themselves decide. IPv6 has two spellings, that of
 * /proc (`long`: eight groups of four digits) and that of the tools (`short`: RFC 5952).
 */
export function addressText(prefix: string, spelling: 'long' | 'short'): string {
  const [network, bits] = ipaddr.parseCIDR(prefix);
  if (network instanceof ipaddr.IPv4) return startOf(network.octets, bits, 8, 10, '.');
  return startOf(network.parts, bits, 16, 16, ':', spelling === 'long' ? 4 : 0);
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

/** What those with the same first part have in common, in order: fewer texts, with which more addresses begin. */
export function startsOf(texts: readonly string[]): string[] {
  const starts = new Map<string, string>();
  for (const text of texts) {
    const part = /^[^.:]*[.:]?/.exec(text)?.[0] ?? '';
    starts.set(part, inCommon(starts.get(part) ?? text, text));
  }
  return [...starts.values()].sort();
}

function inCommon(one: string, other: string): string {
  const at = [...one].findIndex((character, n) => character !== other[n]);
  return at < 0 ? one : one.slice(0, at);
}
