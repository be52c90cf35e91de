const dot = 46;
const colon = 58;
const zero = 48;

/** Value of a hexadecimal digit's char code, or -1. */
function hexDigit(code: number): number {
  if (code >= 48 && code <= 57) return code - 48;
  if (code >= 97 && code <= 102) return code - 87;
  if (code >= 65 && code <= 70) return code - 55;
  return -1;
}

/** Whether `text` is four decimal octets, as kernel and tools print IPv4. */
export function isIpv4(text: string): boolean {
  let octets = 1;
  let digits = 0;
  let octet = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === dot) {
      if (digits === 0) return false;
      octets++;
      digits = 0;
      octet = 0;
      continue;
    }
    const digit = code - zero;
    if (digit < 0 || digit > 9) return false;
    octet = octet * 10 + digit;
    if (++digits > 3 || octet > 255) return false;
  }
  return octets === 4 && digits > 0;
}

/** Eight groups of `text`, or `null` when it is no IPv6 address. Zone indexes (`%eth0`) are not addresses. */
function groupsOf(text: string): number[] | null {
  const groups: number[] = [];
  let gap = -1;
  let at = 0;
  if (text.charCodeAt(0) === colon) {
    if (text.charCodeAt(1) !== colon) return null;
    gap = 0;
    at = 2;
  }
  while (at < text.length) {
    let group = 0;
    const start = at;
    for (; at < text.length && at - start < 5; at++) {
      const digit = hexDigit(text.charCodeAt(at));
      if (digit < 0) break;
      group = group * 16 + digit;
    }
    if (text.charCodeAt(at) === dot) {
      const tail = text.slice(start);
      if (!isIpv4(tail)) return null;
      const [a = 0, b = 0, c = 0, d = 0] = tail.split('.').map(Number);
      groups.push(a * 256 + b, c * 256 + d);
      break;
    }
    if (at === start || at - start > 4) return null;
    groups.push(group);
    if (at === text.length) break;
    if (text.charCodeAt(at) !== colon) return null;
    at++;
    if (text.charCodeAt(at) === colon) {
      if (gap >= 0) return null;
      gap = groups.length;
      at++;
    } else if (at === text.length) return null;
  }
  if (gap < 0) return groups.length === 8 ? groups : null;
  if (groups.length > 7) return null;
  groups.splice(gap, 0, ...new Array<number>(8 - groups.length).fill(0));
  return groups;
}

/** Groups of the form /proc prints: eight times four digits. `null` when it is another form. */
function groupsInFull(text: string): number[] | null {
  const groups = [0, 0, 0, 0, 0, 0, 0, 0];
  for (let index = 0, at = 0; index < 8; index++, at += 5) {
    const a = hexDigit(text.charCodeAt(at));
    const b = hexDigit(text.charCodeAt(at + 1));
    const c = hexDigit(text.charCodeAt(at + 2));
    const d = hexDigit(text.charCodeAt(at + 3));
    if ((a | b | c | d) < 0 || (index < 7 && text.charCodeAt(at + 4) !== colon)) return null;
    groups[index] = (a << 12) | (b << 8) | (c << 4) | d;
  }
  return groups;
}

/** Shortest form (RFC 5952, without dotted tails): the first longest run of two or more zero groups is `::`. */
function compress(groups: readonly number[]): string {
  let from = 8;
  let run = 1;
  for (let at = 0, zeros = 0; at < 8; at++) {
    zeros = groups[at] === 0 ? zeros + 1 : 0;
    if (zeros > run) {
      run = zeros;
      from = at - zeros + 1;
    }
  }
  let text = '';
  for (let at = 0; at < 8; at++) {
    if (at === from) {
      text += '::';
      at += run - 1;
    } else {
      if (at > 0 && at !== from + run) text += ':';
      text += hex(groups[at] ?? 0);
    }
  }
  return text;
}

/** `number.toString(16)`, remembered: it is most of the cost of an address. */
const known = new Array<string | undefined>(0x10000);
const hex = (group: number): string => {
  const text = known[group];
  if (text !== undefined) return text;
  const made = group.toString(16);
  known[group] = made;
  return made;
};

/**
 * One spelling per address, so that /proc (IPv6 in full, zero-padded) and tools (compressed) can be compared: IPv6
 * compressed in lower case, IPv4 as it is. `null` when `text` is no address.
 */
export function normaliseIp(text: string): string | null {
  if (!text.includes(':')) return isIpv4(text) ? text : null;
  if (text.length > 45) return null;
  const groups = text.length === 39 ? (groupsInFull(text) ?? groupsOf(text)) : groupsOf(text);
  return groups === null ? null : compress(groups);
}
