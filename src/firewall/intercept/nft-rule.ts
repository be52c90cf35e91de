import {
  addressIn,
  allOf,
  behind,
  clientIn,
  familyIn,
  type Met,
  not,
  type Opening,
  portIn,
  protocolIn,
} from './condition.ts';
import type { ReadRule, Verdict } from './rule.types.ts';

/** Words of a rule; a set in braces is one, a quoted text is one without its quotes. Bounded by the line's length. */
export const wordsOfRule = (line: string): string[] =>
  (line.match(/\{[^{}]*\}|"[^"]*"|\S+/g) ?? []).map((word) => word.replace(/^"(.*)"$/, '$1'));

/** `{ a, b }` or one word as a list. */
const listOf = (word: string): string[] =>
  word.startsWith('{')
    ? word
        .slice(1, -1)
        .split(',')
        .map((one) => one.trim().replace(/^"(.*)"$/, '$1'))
        .filter((one) => one !== '')
    : [word];

const keysOf = ['meta', 'ip', 'ip6', 'tcp', 'udp', 'th', 'ether', 'ct', 'fib'];
/** Statements that say nothing about who goes on. */
const asides: Readonly<Record<string, number>> = { packets: 1, bytes: 1, comment: 1, prefix: 1, level: 1 };
const ends: ReadonlySet<string> = new Set(['accept', 'drop', 'reject']);

/** One rule of nft's text, for one opening. What is not understood makes it *maybe*. */
export function readNftRule(line: string, opening: Opening): ReadRule {
  const words = wordsOfRule(line);
  const met: Met[] = [];
  for (let at = 0; at < words.length; at++) {
    const word = words[at] ?? '';
    const verdict = verdictAt(words, at, opening);
    if (verdict) return { branches: [{ met: allOf(met), verdict }] };
    if (word in asides) at += asides[word] ?? 0;
    else if (word === 'counter' || word === 'log') continue;
    else {
      const read = conditionAt(words, at, opening);
      if (read.branches)
        return { branches: read.branches.map((one) => ({ ...one, met: allOf([...met, one.met]) })) };
      met.push(read.met);
      at = read.next - 1;
    }
  }
  return { branches: [] };
}

function verdictAt(words: readonly string[], at: number, opening: Opening): Verdict | null {
  const word = words[at] ?? '';
  if (ends.has(word)) return { kind: 'end' };
  if (word === 'return') return { kind: 'return' };
  if (word === 'jump' || word === 'goto') return { kind: word, target: words[at + 1] ?? '' };
  if (word === 'redirect') return { kind: 'take', how: 'redirect', port: portOf(words.slice(at)) };
  if (word !== 'tproxy' && word !== 'dnat') return null;
  const to = words.slice(at).find((one) => /[\d\]]:?\d*$|^:\d+$/.test(one)) ?? '';
  const other = words[at + 1] === (opening.family === 'ipv4' ? 'ip6' : 'ip');
  // To another host it is a forward, to this one a program takes it.
  if (other || (word === 'dnat' && !/^(127\.|\[?::1\]?)/.test(to))) return { kind: 'end' };
  return { kind: 'take', how: word, port: portOf(words.slice(at)) };
}

function portOf(words: readonly string[]): number | null {
  const port = words.map((word) => /:(\d{1,5})$/.exec(word)?.[1]).find((one) => one !== undefined);
  return port === undefined ? null : Number(port);
}

interface Read {
  met: Met;
  next: number;
  branches?: ReadRule['branches'];
}

function conditionAt(words: readonly string[], at: number, opening: Opening): Read {
  const key = keysOf.includes(words[at] ?? '') ? `${words[at]} ${words[at + 1] ?? ''}` : (words[at] ?? '');
  let next = at + key.split(' ').length;
  if (key.startsWith('fib'))
    return { met: fibMet(words, at), next: next + 2 + (words[next + 1] === '!=' ? 1 : 0) };
  if (words[next] === 'set') return { met: 'yes', next: endOfStatement(words, next) };
  if (words[next] === 'vmap')
    return { met: 'yes', next: next + 2, branches: vmapOf(key, words[next + 1] ?? '', opening) };
  const negated = words[next] === '!=';
  if (negated || words[next] === '==') next++;
  // `mark & 0x80 == 0x80`, `frag-off & 0x1fff != 0`: a mask.
  if (words[next] === '&' || words[next] === 'and') return { met: maskMet(key), next: next + 4 };
  const met = valueMet(key, listOf(words[next] ?? ''), opening);
  return { met: negated ? not(met) : met, next: next + 1 };
}

/** Marks are not followed; `meta mark set 1` ends where the next statement begins. */
function endOfStatement(words: readonly string[], at: number): number {
  let next = at + 2;
  while (next < words.length && /^(&|\||and|or|xor|0x[0-9a-f]+|\d+|meta|ct|mark)$/.test(words[next] ?? ''))
    next++;
  return next;
}

const maskMet = (key: string): Met => (key.endsWith('frag-off') ? 'no' : 'maybe');

/** `fib daddr type local`: an address of the Internet is not. */
const fibMet = (words: readonly string[], at: number): Met => {
  const rest = words.slice(at, at + 5);
  const local: Met = rest.includes('daddr') && rest.includes('local') ? 'no' : 'maybe';
  return rest.includes('!=') ? not(local) : local;
};

function valueMet(key: string, values: readonly string[], opening: Opening): Met {
  switch (key) {
    case 'meta l4proto':
    case 'ip protocol':
    case 'ip6 nexthdr':
      if (key.startsWith('ip ') && opening.family !== 'ipv4') return 'no';
      return key.startsWith('ip6') && opening.family !== 'ipv6' ? 'no' : protocolIn(values);
    case 'meta nfproto':
      return familyIn(values, opening.family);
    case 'tcp dport':
    case 'th dport':
      return portIn(values, opening.port);
    case 'udp dport':
    case 'udp sport':
      return 'no';
    case 'ip daddr':
      return opening.family === 'ipv4' ? addressIn(values, opening.server) : 'no';
    case 'ip6 daddr':
      return opening.family === 'ipv6' ? addressIn(values, opening.server) : 'no';
    case 'ip saddr':
      return opening.family === 'ipv4' ? clientIn(values, opening) : 'no';
    case 'ip6 saddr':
      return opening.family === 'ipv6' ? clientIn(values, opening) : 'no';
    case 'ether saddr':
      return 'some';
    case 'iifname':
    case 'iif':
    case 'meta iifname':
      return behind(values, opening);
    case 'ct state':
      return values.includes('new') ? 'yes' : 'no';
    case 'ct direction':
      return values.includes('original') ? 'yes' : 'no';
    case 'socket':
      // A socket that is there already is not met by a first packet.
      return 'no';
    default:
      return 'maybe';
  }
}

/** `tcp dport vmap { 5223 : return, 5228-5230 : goto out }`. */
function vmapOf(key: string, map: string, opening: Opening): ReadRule['branches'] {
  return listOf(map).flatMap((pair) => {
    const [value = '', verdict = ''] = pair.split(/\s+:\s+/);
    const read = verdictAt(wordsOfRule(verdict), 0, opening);
    return read ? [{ met: valueMet(key, [value], opening), verdict: read }] : [];
  });
}
