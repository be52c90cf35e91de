import fc from 'fast-check';
import ipaddr from 'ipaddr.js';
import type { ConntrackEntry, Tuple } from '../../src/conntrack/flow.ts';

/** What a line is made of, apart from the line itself. */
export type Made = Omit<ConntrackEntry, 'line'>;

const port = fc.integer({ min: 0, max: 65535 });
const counter = fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER });
const octet = fc.integer({ min: 0, max: 255 });
const v4 = fc.tuple(octet, octet, octet, octet).map((octets) => octets.join('.'));
const v6 = fc
  .array(fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 0xffff })), { minLength: 8, maxLength: 8 })
  .map((groups) => new ipaddr.IPv6(groups).toRFC5952String());

const states = ['SYN_SENT', 'SYN_RECV', 'ESTABLISHED', 'FIN_WAIT', 'TIME_WAIT', 'CLOSE', 'SYN_SENT2'];
const pairName = fc.stringMatching(/^[a-z][a-z-]{0,10}$/).filter((name) => !reserved.has(name));
const reserved = new Set(['src', 'dst', 'sport', 'dport', 'packets', 'bytes', 'mark', 'zone', 'constructor']);
const pairValue = fc.stringMatching(/^[A-Za-z0-9:_./-]{0,12}$/);
const tail = fc.oneof(
  fc.record({ mark: fc.nat().map(String), zone: fc.nat(65_535).map(String), use: fc.constantFrom('2', '3') }),
  fc.record({ mark: fc.constantFrom('', '1|2', 'x'), use: pairValue }),
  fc.dictionary(pairName, pairValue, { maxKeys: 5, noNullPrototype: true }),
);
const flag = fc.stringMatching(/^[A-Z][A-Z_]{1,8}( o\d{1,2}\/r\d{1,2})?$/).filter((name) => !known.has(name));
const known = new Set(['UNREPLIED', 'ASSURED', 'OFFLOAD', 'HW_OFFLOAD']);
const word = fc.stringMatching(/^[a-z][a-z_]{0,6}$/);
const numberOf = (text: string | undefined) => (/^\d+$/.test(text ?? '') ? Number(text) : null);

export const made: fc.Arbitrary<Made> = fc.boolean().chain((six) => {
  const ip = six ? v6 : v4;
  const sides = fc.record({ src: ip, dst: ip, sport: port, dport: port });
  const counted = fc.oneof(fc.constant(null), fc.tuple(counter, counter));
  const tuple: fc.Arbitrary<Tuple> = fc
    .tuple(sides, counted)
    .map(([side, numbers]) =>
      numbers === null ? side : { ...side, packets: numbers[0], bytes: numbers[1] },
    );
  return fc
    .record({
      family: fc.constant<'ipv4' | 'ipv6'>(six ? 'ipv6' : 'ipv4'),
      proto: fc.constantFrom('tcp', 'udp', 'sctp', 'dccp', 'udplite'),
      timeoutS: fc.oneof(fc.constant(null), fc.integer({ min: 0, max: 432_000 })),
      state: fc.oneof(fc.constant(null), fc.constantFrom(...states)),
      original: tuple,
      reply: tuple,
      unreplied: fc.boolean(),
      assured: fc.constant(false),
      flag: fc.constantFrom('', 'ASSURED', 'OFFLOAD', 'HW_OFFLOAD'),
      tail,
      flags: fc.array(flag, { maxLength: 2 }),
      words: fc.array(word, { maxLength: 3 }),
    })
    .map(({ flag, ...entry }) => ({
      ...entry,
      mark: numberOf(entry.tail.mark),
      zone: numberOf('zone' in entry.tail ? entry.tail.zone : undefined),
      assured: flag === 'ASSURED',
      offload: flag === 'OFFLOAD' ? 'software' : flag === 'HW_OFFLOAD' ? 'hardware' : 'none',
    }));
});

const numbers: Record<string, number> = { tcp: 6, udp: 17, sctp: 132, dccp: 33, udplite: 136 };

/** Eight times four digits, as /proc prints. */
export const inFull = ({ parts }: ipaddr.IPv6): string =>
  parts.map((part) => part.toString(16).padStart(4, '0')).join(':');

/** As the kernel (`proc`, IPv6 in full) or the tool (`extended` or not, IPv6 compressed) prints it. */
export function print(entry: Made, form: 'proc' | 'extended' | 'plain'): string {
  const ip = (text: string) =>
    form === 'proc' && text.includes(':') ? inFull(ipaddr.IPv6.parse(text)) : text;
  const tuple = ({ src, dst, sport, dport, packets, bytes }: Tuple) =>
    `src=${ip(src)} dst=${ip(dst)} sport=${sport} dport=${dport} ` +
    (packets === undefined ? '' : `packets=${packets} bytes=${bytes} `);
  const l3 = form === 'plain' ? '' : entry.family === 'ipv4' ? 'ipv4     2 ' : 'ipv6     10 ';
  const timer = entry.timeoutS === null ? '' : `${entry.timeoutS} `;
  const state = entry.state === null ? '' : `${entry.state} `;
  const flag = { none: entry.assured ? '[ASSURED] ' : '', software: '[OFFLOAD] ', hardware: '[HW_OFFLOAD] ' };
  const pairs = Object.entries(entry.tail).map(([name, value]) => `${name}=${value}`);
  const flags = entry.flags.map((name) => `[${name}] `).join('');
  // Vendors' words stand among the pairs.
  const rest = [...pairs.slice(0, 1), ...entry.words, ...pairs.slice(1)].join(' ');
  return (
    `${l3}${entry.proto.padEnd(8)} ${numbers[entry.proto]} ${timer}${state}${tuple(entry.original)}` +
    `${entry.unreplied ? '[UNREPLIED] ' : ''}${tuple(entry.reply)}${flag[entry.offload]}${flags}${rest}`
  );
}
