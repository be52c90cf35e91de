import { normaliseIp } from '../model/ip.ts';
import type { ConntrackEntry, Tuple } from './flow.ts';
import { readTail, type Tail } from './tail.ts';

/** No real line comes near; anything longer is not conntrack's. */
const longest = 4096;

const ports =
  '(?:sport=(\\d+) dport=(\\d+)(?: |$)|type=\\d+ code=\\d+ id=\\d+(?: |$)|srckey=\\w+ dstkey=\\w+(?: |$))?';
const counters = '(?:packets=(\\d+) bytes=(\\d+)(?: |$))?';
const tuple = `src=([0-9a-fA-F:.]+) dst=([0-9a-fA-F:.]+) ${ports}${counters}`;

/** What nearly every line ends with; the rest is read word by word. */
const common =
  '(?:\\[(ASSURED|OFFLOAD|HW_OFFLOAD)\\](?: |$))?(?:mark=(\\d+)(?: |$))?(?:zone=(\\d+)(?: |$))?(?:use=(\\d+)(?: |$))?';

/**
 * Everything up to the flags after the second tuple. Compiled once: V8 runs it about four times as fast as a scanner
 * written in JavaScript (measured), and no part can match in two ways, so it does not backtrack.
 */
const entry = new RegExp(
  `^(?:(?:(ipv4) +2|(ipv6) +10) +)?([a-z]\\w*) +\\d+ +(?:(\\d+) )?(?:([A-Z_][A-Z_0-9]*) )?` +
    `${tuple}(\\[UNREPLIED\\] )?${tuple}${common}`,
);
const group = { original: 6, unreplied: 12, reply: 13, flag: 19, mark: 20, zone: 21, use: 22 };

/**
 * One entry as the kernel (`ct_seq_show`, net/netfilter/nf_conntrack_standalone.c) and conntrack-tools (`-L`, also with
 * `-o extended,id,ktimestamp`) print it; `null` when `line` is no entry. Never throws.
 *
 *     [l3name l3num] l4name l4num [timeout] [STATE] src= dst= [sport= dport=] [packets= bytes=] [[UNREPLIED]]
 *     src= dst= [sport= dport=] [packets= bytes=] [[ASSURED]|[OFFLOAD]|[HW_OFFLOAD]] key=value…
 *
 * Timeout and state are both missing while offloaded. Ports are 0 for protocols that have none (ICMP).
 */
export function parseConntrack(line: string): ConntrackEntry | null {
  return parseBody(line, line, null);
}

/** The same for `body`, a part of `line`. Bracketed words that are no flag of an entry (`[USERSPACE]` …) go to `words`. */
export function parseBody(body: string, line: string, words: string[] | null): ConntrackEntry | null {
  const found = line.length > longest ? null : entry.exec(body);
  if (found === null) return null;
  const original = readTuple(found, group.original, null);
  const reply = original === null ? null : readTuple(found, group.reply, original);
  if (original === null || reply === null) return null;
  const v6 = original.src.includes(':');
  if (found[v6 ? 1 : 2] !== undefined) return null;
  const tail = tailOf(found);
  if (found[0].length < body.length && !readTail(tail, body, found[0].length, words)) return null;
  return {
    family: v6 ? 'ipv6' : 'ipv4',
    proto: found[3] ?? '',
    timeoutS: found[4] === undefined ? null : decimal(found[4]),
    state: found[5] ?? null,
    original,
    reply,
    unreplied: found[group.unreplied] !== undefined,
    assured: tail.assured,
    offload: tail.offload,
    tail: tail.pairs,
    line,
  };
}

function tailOf(found: RegExpExecArray): Tail {
  const flag = found[group.flag];
  const mark = found[group.mark];
  const zone = found[group.zone];
  const use = found[group.use];
  const pairs: Record<string, string> = {};
  if (mark !== undefined) pairs.mark = mark;
  if (zone !== undefined) pairs.zone = zone;
  if (use !== undefined) pairs.use = use;
  const offload = flag === 'OFFLOAD' ? 'software' : flag === 'HW_OFFLOAD' ? 'hardware' : 'none';
  return { assured: flag === 'ASSURED', offload, pairs };
}

/** The six groups of one tuple from `at` on. `mirror`: the other tuple, which but for NAT has the same addresses. */
function readTuple(found: RegExpExecArray, at: number, mirror: Tuple | null): Tuple | null {
  const src = readIp(found[at] ?? '', mirror === null ? undefined : found[group.original + 1], mirror?.dst);
  const dst = readIp(found[at + 1] ?? '', mirror === null ? undefined : found[group.original], mirror?.src);
  const sport = decimal(found[at + 2]);
  const dport = decimal(found[at + 3]);
  if (src === null || dst === null || sport > 65535 || dport > 65535) return null;
  const packets = found[at + 4];
  if (packets === undefined) return { src, dst, sport, dport };
  return { src, dst, sport, dport, packets: decimal(packets), bytes: decimal(found[at + 5]) };
}

/** `text` normalised; `known` is what `raw` became before. */
const readIp = (text: string, raw: string | undefined, known: string | undefined): string | null =>
  text === raw && known !== undefined ? known : normaliseIp(text);

/** Digits as a number, which for short ones is faster than `Number`. Counters beyond 2^53 lose their last digits. */
function decimal(digits = ''): number {
  let value = 0;
  for (let at = 0; at < digits.length; at++) value = value * 10 + (digits.charCodeAt(at) - 48);
  return value;
}
