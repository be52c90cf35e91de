import type { Family } from '../api.types.ts';
import {
  always,
  bitsAre,
  bitsTouch,
  counted,
  ctMark,
  endOf,
  isDevice,
  isDirection,
  isOneOf,
  packetMark,
  protocol,
  status,
  tcpFlags,
  tupleEnd,
  varying,
} from '../fields.ts';
import { or } from '../match.ts';
import { maskOf } from '../nft/left.ts';
import type { Test } from '../program.ts';
import { type Spans, spanOf } from '../spans.ts';
import { countSpans, familySpan, markAndMask, portSpans, protocolSpans } from './values.ts';

/** What an option of a match is read with. */
export interface Context {
  family: Family;
  /** The match loaded last: `--mark` belongs to `mark` or `connmark`. */
  module: string;
  /** All words of the rule. */
  words: readonly string[];
}

/** A condition from an option's value; `null`: the value is not understood. */
type Read = (value: string, context: Context) => Test | null;

const spans =
  (read: (value: string, family: Family) => Spans | null, test: (spans: Spans) => Test): Read =>
  (value, { family }) => {
    const found = read(value, family);
    return found && test(found);
  };

const ports = (...ends: ('sport' | 'dport')[]): Read =>
  spans(portSpans, (found) => anyOf(ends.map((end) => isOneOf(endOf(end), found))));
const address = (end: 'saddr' | 'daddr'): Read => spans(familySpan, (found) => isOneOf(endOf(end), found));
const tuple = (direction: 'original' | 'reply', end: 'saddr' | 'daddr'): Read =>
  spans(familySpan, (found) => isOneOf(tupleEnd(direction, end), found));
const tuplePort = (direction: 'original' | 'reply', end: 'sport' | 'dport'): Read =>
  spans(portSpans, (found) => isOneOf(tupleEnd(direction, end), found));

const anyOf =
  (tests: readonly Test[]): Test =>
  (asked) =>
    tests.reduce((found, test) => or(found, test(asked)), 'no' as ReturnType<Test>);

const states: Read = (value) => {
  const named = value.split(',');
  const nat = named.flatMap((name) => (name === 'SNAT' ? [16] : name === 'DNAT' ? [32] : []));
  return anyOf([
    always(named.includes('ESTABLISHED') ? 'yes' : 'no'),
    ...nat.map((bit) => bitsTouch(status, bit)),
  ]);
};

const statusBits: Readonly<Record<string, number>> = { EXPECTED: 1, SEEN_REPLY: 2, ASSURED: 4, CONFIRMED: 8 };
const statuses: Read = (value) => {
  const bits = value
    .split(',')
    .map((name) => (Object.hasOwn(statusBits, name) ? statusBits[name] : undefined));
  const known = bits.filter((bit) => bit !== undefined);
  return known.length < bits.length
    ? null
    : bitsTouch(
        status,
        known.reduce((all, bit) => all | bit, 0),
      );
};

const mark: Read = (value, { module }) => {
  const found = markAndMask(value);
  return found && bitsAre(module === 'connmark' ? ctMark : packetMark, found.mask, found.value);
};

const connbytes: Read = (value, { words }) => {
  const mode = words[words.indexOf('--connbytes-mode') + 1];
  const soon = mode === 'packets' ? 1000 : 20_000;
  return mode === 'avgpkt'
    ? always('sometimes')
    : spans(countSpans, (found) => isOneOf(counted(soon), found))(value, none);
};
const none: Context = { family: 'ipv4', module: '', words: [] };

/** Forwarded packets go to unicast addresses and come from them. */
const addressType: Read = (value) => always(value.split(',').includes('UNICAST') ? 'yes' : 'no');

const packetTypes: Read = (value) => always(value === 'unicast' ? 'yes' : 'no');
const lengths: Read = spans(countSpans, (found) => isOneOf(varying(spanOf(40, 1500)), found));

/** Conditions on the sender's hardware address: of a device in the LAN on the way out. */
const hardware: Read = () => (asked) => {
  if (asked.packet.direction === 'reply' || !asked.packet.anyClient) return 'unknown';
  asked.named = true;
  return 'sometimes';
};

const changing: Read = () => always('sometimes');
const never: Read = () => always('no');

/** Options that take one value, with the condition they make. */
const readers: Readonly<Record<string, Read>> = {
  '-p': spans(protocolSpans, (found) => isOneOf(protocol, found)),
  '--protocol': spans(protocolSpans, (found) => isOneOf(protocol, found)),
  '--ctproto': spans(protocolSpans, (found) => isOneOf(protocol, found)),
  '-s': address('saddr'),
  '--source': address('saddr'),
  '-d': address('daddr'),
  '--destination': address('daddr'),
  '--src-range': address('saddr'),
  '--dst-range': address('daddr'),
  '-i': (value) => isDevice('iif', [value], '+'),
  '-o': (value) => isDevice('oif', [value], '+'),
  '--dport': ports('dport'),
  '--dports': ports('dport'),
  '--destination-ports': ports('dport'),
  '--sport': ports('sport'),
  '--sports': ports('sport'),
  '--source-ports': ports('sport'),
  '--ports': ports('sport', 'dport'),
  '--ctstate': states,
  '--state': states,
  '--ctstatus': statuses,
  '--ctdir': (value) =>
    value === 'ORIGINAL' || value === 'REPLY' ? isDirection(value === 'REPLY' ? 'reply' : 'original') : null,
  '--ctorigsrc': tuple('original', 'saddr'),
  '--ctorigdst': tuple('original', 'daddr'),
  '--ctreplsrc': tuple('reply', 'saddr'),
  '--ctrepldst': tuple('reply', 'daddr'),
  '--ctorigsrcport': tuplePort('original', 'sport'),
  '--ctorigdstport': tuplePort('original', 'dport'),
  '--ctreplsrcport': tuplePort('reply', 'sport'),
  '--ctrepldstport': tuplePort('reply', 'dport'),
  '--mark': mark,
  '--connbytes': connbytes,
  '--src-type': addressType,
  '--dst-type': addressType,
  '--pkt-type': packetTypes,
  '--length': lengths,
  '--mac-source': hardware,
  // What goes through a tunnel of the router's own is not put into a flowtable (nft_flow_offload_skip).
  '--pol': (value) => always(value === 'none' ? 'yes' : 'no'),
  '--physdev-is-bridged': never,
  '--ctexpire': changing,
  '--limit': changing,
  '--hashlimit': changing,
  '--hashlimit-upto': changing,
  '--hashlimit-above': changing,
  '--quota': changing,
  '--probability': changing,
  '--every': changing,
  '--icmp-type': never,
  '--icmpv6-type': never,
  '--helper': never,
  '--mss': never,
};

/** Options that only say more about another one. */
const details = new Set([
  // What a rule has counted: `iptables -S -v`.
  '-c',
  '--set-counters',
  '--comment',
  '--limit-burst',
  '--hashlimit-burst',
  '--hashlimit-mode',
  '--hashlimit-name',
  '--hashlimit-htable-size',
  '--hashlimit-htable-max',
  '--hashlimit-htable-expire',
  '--hashlimit-htable-gcinterval',
  '--hashlimit-srcmask',
  '--hashlimit-dstmask',
  '--connbytes-mode',
  '--connbytes-dir',
  '--mode',
  '--packet',
  '--dir',
  '--strict',
]);

/** Options of `-m time`: all are a matter of when. */
const times = /^--(time(start|stop)|date(start|stop)|monthdays|weekdays|kerneltz|utc|contiguous)$/;

/** The condition of an option with its value. `null`: it makes none; `undefined`: it is not known. */
export function conditionOf(option: string, value: string, context: Context): Test | null | undefined {
  if (details.has(option)) return null;
  if (times.test(option)) return always('sometimes');
  const read = Object.hasOwn(readers, option) ? readers[option] : undefined;
  return read?.(value, context) ?? undefined;
}

/** `--tcp-flags SYN,ACK SYN`: those of the first list that are set are those of the second. */
export function flagsCondition(mask: string, set: string): Test | null {
  const bits = (text: string): number | null => {
    if (text === 'NONE') return 0;
    return text === 'ALL' ? 0x3f : maskOf('tcp_flag', { '|': text.toLowerCase().split(',') });
  };
  const [looked, wanted] = [bits(mask), bits(set)];
  return looked === null || wanted === null ? null : bitsAre(tcpFlags, looked, wanted);
}
