import type { ConntrackEntry } from './flow.ts';
import { headOf } from './head.ts';
import { readPairs, tupleOf } from './pairs.ts';
import { wordsOf } from './words.ts';

/** No real line comes near; anything longer is not conntrack's. */
const longestLine = 4096;

/** Nothing the kernel prints here: a line with it is somebody else's, or damaged. */
const foreign = /[^\t\x20-\x7e]/;

/** Bracketed words that have a field of their own. */
const knownFlags = new Set(['UNREPLIED', 'ASSURED', 'OFFLOAD', 'HW_OFFLOAD']);

/**
 * One entry as the kernel (`ct_seq_show`, net/netfilter/nf_conntrack_standalone.c), its vendors and conntrack-tools
 * (`-L`, also with `-o extended,id,ktimestamp`) print it; `null` when `line` is no entry. Never throws; time is linear
 * in the line.
 *
 *     [l3name l3num] l4name l4num [timeout] [STATE] {word | key=value | [FLAG]}
 *
 * with two tuples among the pairs, `src= dst= [sport= dport=] [packets= bytes=]`, first what the device dialled, then
 * how the answer comes. Timeout and state are both missing while offloaded, each of them in some listings. Ports are 0
 * for protocols that have none. What is not known is kept aside: pairs in `tail`, bracketed words in `flags`, others in
 * `words`.
 */
export function parseConntrack(line: string): ConntrackEntry | null {
  const words = line.length > longestLine || foreign.test(line) ? null : wordsOf(line);
  const read = words && readPairs(words);
  const head = read && headOf(read.head);
  const original = read && tupleOf(read.sides[0]);
  const reply = read && tupleOf(read.sides[1]);
  if (!read || !head || !original || !reply) return null;
  const family = original.src.includes(':') ? 'ipv6' : 'ipv4';
  if (head.family !== null && head.family !== family) return null;
  return {
    family,
    proto: head.proto,
    timeoutS: head.timeoutS,
    state: head.state,
    original,
    reply,
    unreplied: read.flags.includes('UNREPLIED'),
    assured: read.flags.includes('ASSURED'),
    offload: offloadOf(read.flags),
    mark: wholeNumber(read.tail.mark),
    zone: wholeNumber(read.tail.zone ?? read.tail['zone-orig']),
    tail: read.tail,
    flags: read.flags.filter((flag) => !knownFlags.has(flag)),
    words: [...head.words, ...read.words],
    line,
  };
}

/** The kernel prints `[HW_OFFLOAD]`, `[OFFLOAD]` and `[ASSURED]` in that precedence, never two of them. */
function offloadOf(flags: readonly string[]): ConntrackEntry['offload'] {
  if (flags.includes('HW_OFFLOAD')) return 'hardware';
  return flags.includes('OFFLOAD') ? 'software' : 'none';
}

/** `268434095` or `0xffffeef`, 32 bits at most; `null` for anything else, such as the `1|2` of some vendors. */
function wholeNumber(text: string | undefined): number | null {
  if (text === undefined || !/^(?:\d{1,10}|0x[0-9a-fA-F]{1,8})$/.test(text)) return null;
  const number = Number(text);
  return number <= 0xffff_ffff ? number : null;
}
