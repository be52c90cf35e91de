import type { Direction, Family } from './api.types.ts';
import { namedBy } from './devices.ts';
import { hasBits, type Mark } from './marks.ts';
import { not } from './match.ts';
import type { Ends } from './packet.ts';
import type { Asked, Test } from './program.ts';
import { isIn, type Match, type Spans, spanOf } from './spans.ts';

/** A number of a packet that rules ask for. */
export interface Field {
  /** What it may be; `null`: anything. */
  domain(asked: Asked): Spans | null;
  /** What a condition says that holds for a part of the domain. */
  partial(asked: Asked): Match;
  /** What it may come to in time, beyond the domain. */
  beyond?: Spans;
}

export const unsure = (): Match => 'unknown';
const varies = (): Match => 'sometimes';

/** What holds for some devices in the LAN and not for others: a matter of the device, where none is meant. */
function someDevices(asked: Asked): Match {
  if (!asked.packet.anyClient) return 'unknown';
  asked.named = true;
  return 'sometimes';
}

/** Whether the field is one of `spans`. */
export const isOneOf =
  (field: Field, spans: Spans): Test =>
  (asked) => {
    const match = isIn(field.domain(asked), spans);
    if (match === 'unknown') return field.partial(asked);
    // A limit that is far away may never be reached.
    return field.beyond && isIn(field.beyond, spans) !== match ? 'unknown' : match;
  };

export const always =
  (match: Match): Test =>
  () =>
    match;

export const negated =
  (test: Test): Test =>
  (asked) =>
    not(test(asked));

export const isFamily =
  (family: Family): Test =>
  ({ packet }) =>
    packet.family === family ? 'yes' : 'no';

export const isDirection =
  (direction: Direction): Test =>
  ({ packet }) =>
    packet.direction === direction ? 'yes' : 'no';

/** The same value in every packet. */
export const fixed = (spans: Spans): Field => ({ domain: () => spans, partial: unsure });

/** A value that differs from packet to packet, within `spans`. */
export const varying = (spans: Spans | null): Field => ({ domain: () => spans, partial: varies });

/** Packets or bytes counted from 1 up: `soon` is what every connection comes to. */
export const counted = (soon: number): Field => ({
  domain: () => spanOf(1, soon),
  partial: varies,
  beyond: spanOf(soon + 1, Number.MAX_SAFE_INTEGER),
});

const tcp = 6;
export const protocol = fixed(spanOf(tcp));

/** One for each end: most rules ask for one of them. */
const forEachEnd = (make: (end: keyof Ends) => Field): Record<keyof Ends, Field> => ({
  saddr: make('saddr'),
  daddr: make('daddr'),
  sport: make('sport'),
  dport: make('dport'),
});

const ends = forEachEnd((end) => ({
  domain: ({ packet }) => packet[end],
  partial: (asked) => partialEnd(asked, end, asked.packet.client === 'source'),
}));

/** An end of the packet itself. */
export const endOf = (end: keyof Ends): Field => ends[end];

const tupleEnds = (direction: Direction) =>
  forEachEnd((end) => ({
    domain: ({ packet }) => packet.tuples[direction][end],
    partial: (asked) => partialEnd(asked, end, direction === 'original'),
  }));
const tuples = { original: tupleEnds('original'), reply: tupleEnds('reply') };

/** An end of one of the entry's tuples, as `ct original saddr` asks for. */
export const tupleEnd = (direction: Direction, end: keyof Ends): Field => tuples[direction][end];

const partialEnd = (asked: Asked, end: keyof Ends, fromClient: boolean): Match =>
  (end === 'saddr' && fromClient) || (end === 'daddr' && !fromClient) ? someDevices(asked) : 'unknown';

/** Whether the packet came in by (`iif`) or goes out to (`oif`) one of the devices named. */
export function isDevice(which: 'iif' | 'oif', names: readonly string[], wildcard: '*' | '+'): Test {
  const isOne = namedBy(names, wildcard);
  return (asked) => {
    const { packet } = asked;
    const match = isOne(packet[which]);
    const ofClient = (which === 'iif') === (packet.client === 'source');
    return match === 'unknown' && ofClient ? someDevices(asked) : match;
  };
}

/** Bits a packet or its entry carries, some of them perhaps not known. */
export interface Bits {
  of(asked: Asked): Mark;
  /** What a match is that rests on those. */
  partial(asked: Asked): Match;
}

export const packetMark: Bits = { of: ({ marks }) => marks.packet, partial: unsure };
export const ctMark: Bits = { of: ({ marks }) => marks.ct, partial: unsure };

const settle = (match: Match, partial: Match): Match => (match === 'unknown' ? partial : match);

/** `bits & mask == wanted`. */
export const bitsAre =
  ({ of, partial }: Bits, mask: number, wanted: number): Test =>
  (asked) =>
    settle(hasBits(of(asked), mask, wanted), partial(asked));

/** `bits & any != 0`. */
export const bitsTouch = (bits: Bits, any: number): Test => negated(bitsAre(bits, any, 0));

const everyFlag = 0xff;
/** `ct state`: established is what is asked about. */
export const state: Bits = { of: () => ({ value: 2, known: 0xffffffff }), partial: unsure };
/**
 * Flags of TCP packets that can be put into a flowtable: ACK in each, PSH in some, SYN in the first answer, which is
 * established and enough for kernels up to 5.10. What ends a connection is left out.
 */
export const tcpFlags: Bits = {
  of: ({ packet }) => {
    const some = packet.direction === 'reply' ? 0x08 | 0x02 : 0x08;
    return { value: 0x10, known: ((everyFlag & ~some) | 0xffffff00) >>> 0 };
  },
  partial: varies,
};
/** IPv4 fragment field: never a fragment, with or without DF. */
export const fragment: Bits = { of: () => ({ value: 0, known: ~0x4000 >>> 0 }), partial: varies };

const isOpenNat = ({ packet: { snat, dnat } }: Asked): boolean => snat === 'unknown' || dnat === 'unknown';

/** `ct status`: confirmed, answered, and but for the first answer assured; NAT as the entry tells it. */
export const status: Bits = {
  of: ({ packet }) => {
    const isAnswer = packet.direction === 'reply';
    const set = isAnswer ? 2 | 8 : 2 | 4 | 8;
    const clear = 1 | 512;
    const { snat, dnat } = packet;
    const value = set | (snat === 'yes' ? 16 : 0) | (dnat === 'yes' ? 32 : 0);
    const known = set | clear | (snat === 'unknown' ? 0 : 16) | (dnat === 'unknown' ? 0 : 32);
    return { value, known };
  },
  partial: (asked) => (asked.packet.direction === 'reply' && !isOpenNat(asked) ? 'sometimes' : 'unknown'),
};
