import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseConntrack } from '../../src/conntrack/entry.ts';
import { made, print } from './lines.ts';

const linesOf = (name: string): string[] =>
  readFileSync(new URL(`../fixtures/conntrack/${name}.txt`, import.meta.url), 'utf8')
    .split('\n')
    .filter((line) => line !== '');

describe('conntrack lines', () => {
  it('reads an offloaded entry, which has neither timeout nor state', () => {
    const line =
      'ipv4     2 tcp      6 src=192.168.1.100 dst=17.57.144.10 sport=43746 dport=5223 packets=10 bytes=544 src=17.57.144.10 dst=203.0.113.1 sport=5223 dport=43746 packets=6 bytes=336 [OFFLOAD] mark=0 zone=0 delta-time=2 use=3';
    expect(parseConntrack(line)).toEqual({
      family: 'ipv4',
      proto: 'tcp',
      timeoutS: null,
      state: null,
      original: {
        src: '192.168.1.100',
        dst: '17.57.144.10',
        sport: 43746,
        dport: 5223,
        packets: 10,
        bytes: 544,
      },
      reply: { src: '17.57.144.10', dst: '203.0.113.1', sport: 5223, dport: 43746, packets: 6, bytes: 336 },
      unreplied: false,
      assured: false,
      offload: 'software',
      mark: 0,
      zone: 0,
      tail: { mark: '0', zone: '0', 'delta-time': '2', use: '3' },
      flags: [],
      words: [],
      line,
    });
  });

  it('reads the countdown after the flowtable, without counters and flags (5.10)', () => {
    const entry = parseConntrack(
      'ipv4     2 tcp      6 114 ESTABLISHED src=192.168.1.100 dst=17.57.144.10 sport=43746 dport=5223 src=17.57.144.10 dst=203.0.113.1 sport=5223 dport=43746 mark=0 zone=0 use=2',
    );
    expect(entry).toMatchObject({ timeoutS: 114, state: 'ESTABLISHED', assured: false, offload: 'none' });
    expect(entry?.original).not.toHaveProperty('packets');
  });

  it.each([
    ['[HW_OFFLOAD] ', { offload: 'hardware', assured: false }],
    ['[OFFLOAD] ', { offload: 'software', assured: false }],
    ['[ASSURED] ', { offload: 'none', assured: true }],
    ['', { offload: 'none', assured: false }],
  ])('reads the flag %j', (flag, expected) => {
    const line = `tcp      6 10 CLOSE src=10.0.0.1 dst=10.0.0.2 sport=1 dport=2 src=10.0.0.2 dst=10.0.0.1 sport=2 dport=1 ${flag}use=1`;
    expect(parseConntrack(line)).toMatchObject(expected);
  });

  it('normalises IPv6, and both tuples of a routed flow alike', () => {
    const entry = parseConntrack(
      'ipv6     10 tcp      6 src=fd00:0001:0000:0000:0000:0000:0000:0100 dst=2620:0149:0A44:0000:0000:0000:0000:0002 sport=41088 dport=5223 src=2620:0149:0a44:0000:0000:0000:0000:0002 dst=fd00:0001:0000:0000:0000:0000:0000:0100 sport=5223 dport=41088 [OFFLOAD] mark=0 zone=0 use=3',
    );
    expect(entry?.original).toMatchObject({ src: 'fd00:1::100', dst: '2620:149:a44::2' });
    expect(entry?.reply).toMatchObject({ src: '2620:149:a44::2', dst: 'fd00:1::100' });
  });

  it('reads ICMP, which has no ports, and UDP, which has no state', () => {
    expect(
      parseConntrack(
        'ipv4     2 icmp     1 29 src=192.168.1.188 dst=17.57.144.10 type=8 code=0 id=749 packets=1 bytes=84 src=17.57.144.10 dst=203.0.113.2 type=0 code=0 id=749 packets=1 bytes=84 mark=0 zone=0 use=2',
      ),
    ).toMatchObject({
      proto: 'icmp',
      timeoutS: 29,
      state: null,
      original: { sport: 0, dport: 0, bytes: 84 },
    });
    expect(
      parseConntrack(
        'udp      17 29 src=10.0.0.1 dst=10.0.0.2 sport=5 dport=53 [UNREPLIED] src=10.0.0.2 dst=10.0.0.1 sport=53 dport=5 mark=0 use=1',
      ),
    ).toMatchObject({ proto: 'udp', timeoutS: 29, state: null, unreplied: true });
  });

  it('keeps the blanks of -o ktimestamp together, and unknown pairs', () => {
    const entry = parseConntrack(
      'ipv4     2 tcp      6 431999 ESTABLISHED src=10.0.0.1 dst=10.0.0.2 sport=1 dport=2 src=10.0.0.2 dst=10.0.0.1 sport=2 dport=1 [ASSURED] mark=0 secctx=system_u:object_r:unlabeled_t:s0 [start=Tue Nov 24 10:23:44 2026] use=1 id=3922391370 labels=',
    );
    expect(entry?.tail).toEqual({
      mark: '0',
      secctx: 'system_u:object_r:unlabeled_t:s0',
      start: 'Tue Nov 24 10:23:44 2026',
      use: '1',
      id: '3922391370',
      labels: '',
    });
  });

  it.each(['proc-and-extended', 'tool-list', 'forms-6.18-tool-1.4.7'])(
    'reads every line that real kernels and tools printed: %s',
    (name) => {
      const lines = linesOf(name);
      expect(lines.length).toBeGreaterThan(0);
      for (const line of lines) {
        const entry = parseConntrack(line);
        expect(entry, line).not.toBeNull();
        // Offloaded entries have neither, all others of TCP both.
        if (entry?.proto === 'tcp') expect(entry.timeoutS === null, line).toBe(entry.offload !== 'none');
        expect(entry?.state === null || ['tcp', 'sctp'].includes(entry?.proto ?? ''), line).toBe(true);
      }
    },
  );

  it.each([
    '',
    'conntrack v1.4.7 (conntrack-tools): 1 flow entries have been shown.',
    'grep: /proc/net/nf_conntrack: Permission denied',
    'ipv4     2 tcp      6 114 ESTABLISHED src=192.168.1.100 dst=17.57.144.10 sport=43746 dport=5223',
    'ipv6     10 tcp      6 src=10.0.0.1 dst=10.0.0.2 sport=1 dport=2 src=10.0.0.2 dst=10.0.0.1 sport=2 dport=1 use=1',
    'ipv4     10 tcp      6 src=10.0.0.1 dst=10.0.0.2 sport=1 dport=2 src=10.0.0.2 dst=10.0.0.1 sport=2 dport=1 use=1',
    'tcp      6 src=10.0.0.1 dst=10.0.0.2 sport=1 dport=65536 src=10.0.0.2 dst=10.0.0.1 sport=2 dport=1 use=1',
    'tcp      6 src=10.0.0.999 dst=10.0.0.2 sport=1 dport=2 src=10.0.0.2 dst=10.0.0.1 sport=2 dport=1 use=1',
    'tcp      6 src=10.0.0.1 dst=10.0.0.2 sport=1 dport=2 src=10.0.0.2 dst=10.0.0.1 sport=2 dport=1 [ASSURED',
    'tcp      6 src=10.0.0.1 dst=fd00::2 sport=1 dport=2 src=fd00::2 dst=10.0.0.1 sport=2 dport=1 use=1',
    'tcp      6 src=10.0.0.1 sport=1 dport=2 src=10.0.0.2 dst=10.0.0.1 sport=2 dport=1 use=1',
    'tcp      6 src=10.0.0.1 dst=10.0.0.2 sport=1 dport=2 packets=many bytes=1 src=10.0.0.2 dst=10.0.0.1 sport=2 dport=1 use=1',
    'Nov 24 11:11:11 kernel: tcp 6 src=10.0.0.1 dst=10.0.0.2 sport=1 dport=2 src=10.0.0.2 dst=10.0.0.1 sport=2 dport=1',
    'EXPECTING: proto=6 src=10.0.0.1 dst=10.0.0.2 sport=0 dport=21 src=10.0.0.2 dst=10.0.0.1 sport=2 dport=1',
    'tcp      6 src=10.0.0.1 dst=10.0.0.2 sport=1 dport=2x=1 src=10.0.0.2 dst=10.0.0.1 sport=2 dport=1 use=1',
    '300 proto=6 src=10.0.0.1 dst=10.0.0.2 sport=0 dport=21 mask-src=255.255.255.255 master-src=10.0.0.1',
  ])('refuses %j', (line) => {
    expect(parseConntrack(line)).toBeNull();
  });

  it('reads back whatever is printed, in every form', () => {
    fc.assert(
      fc.property(
        made,
        fc.constantFrom('proc' as const, 'extended' as const, 'plain' as const),
        (entry, form) => {
          const line = print(entry, form);
          expect(parseConntrack(line)).toEqual({ ...entry, line });
        },
      ),
      { numRuns: 10_000 },
    );
  });

  it('never throws, and takes nothing for an entry that has not two tuples', () => {
    const piece = fc.constantFrom(
      ...[
        'src=',
        'dst=',
        'sport=',
        ' ',
        '1',
        '10.0.0.1',
        '::',
        '[',
        ']',
        '[OFFLOAD] ',
        'tcp      6 ',
        '__proto__=x',
        '\u0000',
      ],
    );
    const noise = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 300 }),
      fc.array(piece).map((parts) => parts.join('')),
    );
    const damaged = fc.tuple(made, fc.nat(300), fc.nat(300), noise).map(([entry, from, cut, put]) => {
      const line = print(entry, 'proc');
      return line.slice(0, from) + put.slice(0, 20) + line.slice(from + (cut % 20));
    });
    fc.assert(
      fc.property(fc.oneof(noise, damaged), (line) => {
        const entry = parseConntrack(line);
        if (entry !== null) expect(line.split('src=').length).toBeGreaterThanOrEqual(3);
      }),
      { numRuns: 10_000 },
    );
  });

  it('is done with a long hostile line at once', () => {
    expect(parseConntrack(`tcp 6 ${'src='.repeat(1_000_000)}`)).toBeNull();
    expect(parseConntrack(`${'a'.repeat(4000)} 6`)).toBeNull();
    expect(parseConntrack(`tcp 6 ${'1 '.repeat(2000)}`)).toBeNull();
  });
});
