import { describe, expect, it } from 'vitest';
import { parseConntrack } from '../../src/conntrack/entry.ts';

const dialled = 'src=192.168.3.51 dst=17.57.146.50 sport=63854 dport=5223';
const answer = 'src=17.57.146.50 dst=203.0.113.2 sport=5223 dport=63854';
const original = { src: '192.168.3.51', dst: '17.57.146.50', sport: 63_854, dport: 5223 };

/** Shaped after what each prints; addresses of devices and homes are made up. */
const shapes: Record<string, { line: string; entry: object }> = {
  'Keenetic: accelerator, route cache, network sides': {
    line: `ipv4     2 tcp      6 1191 ESTABLISHED ${dialled} packets=6 bytes=815 ${answer} packets=5 bytes=617 [ASSURED] [FASTNAT] [RTCACHE o33/r11] mark=268434095 nmark=0 sc=0 ifw=11 ifl=33 mac=5a:11:22:33:44:55 slan attrs= use=2`,
    entry: {
      timeoutS: 1191,
      state: 'ESTABLISHED',
      assured: true,
      mark: 268_434_095,
      original: { ...original, packets: 6, bytes: 815 },
      flags: ['FASTNAT', 'RTCACHE o33/r11'],
      words: ['slan'],
      tail: { nmark: '0', mac: '5a:11:22:33:44:55', attrs: '', use: '2' },
    },
  },
  'Keenetic: a connection of the router’s own': {
    line: `ipv4     2 tcp      6 27 TIME_WAIT ${dialled} packets=19 bytes=1990 ${answer} packets=25 bytes=23413 [ASSURED] mark=0 nmark=0 sc=0 nomac swan no_if attrs= use=2`,
    entry: { timeoutS: 27, state: 'TIME_WAIT', words: ['nomac', 'swan', 'no_if'], mark: 0 },
  },
  'Keenetic: neither timeout nor ASSURED, entry of the tool': {
    line: `tcp      6 ${dialled} packets=7 bytes=658 [UNREPLIED] ${answer} packets=0 bytes=0 [FASTNAT] mark=0 nmark=256 sc=0 ifw=35 ifl=31 slan attrs= use=2 id=12345`,
    entry: { timeoutS: null, state: null, unreplied: true, flags: ['FASTNAT'], tail: { id: '12345' } },
  },
  'VRF, VyOS: zone of the original direction': {
    line: `ipv4     2 tcp      6 7412 ESTABLISHED ${dialled} zone-orig=1 packets=9 bytes=700 ${answer} packets=8 bytes=900 [ASSURED] mark=1 use=2`,
    entry: {
      zone: 1,
      mark: 1,
      original: { ...original, packets: 9, bytes: 700 },
      tail: { 'zone-orig': '1' },
    },
  },
  'zone of the reply direction, of both': {
    line: `ipv4     2 tcp      6 7412 ESTABLISHED ${dialled} ${answer} zone-reply=4 [ASSURED] mark=1 use=2`,
    entry: { zone: null, tail: { 'zone-reply': '4' } },
  },
  'a flag no kernel of ours has': {
    line: `ipv4     2 tcp      6 ${dialled} ${answer} [SWOFFLOAD] mark=0 use=2`,
    entry: { offload: 'none', flags: ['SWOFFLOAD'], timeoutS: null },
  },
  'hardware and assured at once': {
    line: `ipv4     2 tcp      6 ${dialled} ${answer} [ASSURED] [HW_OFFLOAD] mark=0 use=2`,
    entry: { offload: 'hardware', assured: true },
  },
  'Broadcom: pairs of its flow cache': {
    line: `ipv4     2 tcp      6 1195 ESTABLISHED ${dialled} packets=9 bytes=700 ${answer} packets=8 bytes=900 [ASSURED] mark=0 zone=0 blog=0 iqprio=0 use=2`,
    entry: { zone: 0, tail: { blog: '0', iqprio: '0' } },
  },
  'a switch that offloads: hardware addresses under the same names, a mark of two halves': {
    line: `ipv4     2 tcp      6 3599 ESTABLISHED ${dialled} packets=3 bytes=180 flow=12 type=1|2 lag=0 src=00:00:5e:00:53:01 dst=00:00:5e:00:53:02 in=eth1 out=eth0 dscp=0->8 ${answer} packets=2 bytes=120 [ASSURED] mark=1|2 zone=0 dur=4 use=2`,
    entry: {
      original: { ...original, packets: 3, bytes: 180 },
      mark: null,
      words: ['src=00:00:5e:00:53:01', 'dst=00:00:5e:00:53:02'],
      tail: { mark: '1|2', in: 'eth1', out: 'eth0', dur: '4' },
    },
  },
  'kernel 2.6, /proc/net/ip_conntrack': {
    line: `tcp      6 431999 ESTABLISHED ${dialled} packets=5 bytes=300 ${answer} packets=4 bytes=240 [ASSURED] mark=0 secmark=0 use=1`,
    entry: { family: 'ipv4', timeoutS: 431_999, tail: { secmark: '0' } },
  },
  'kernel before 2.6.9, which knows no mark': {
    line: `tcp      6 431999 ESTABLISHED ${dialled} ${answer} [ASSURED] use=1`,
    entry: { mark: null, zone: null, assured: true },
  },
  'an entry that outlived its time': {
    line: `ipv4     2 tcp      6 -1 ESTABLISHED ${dialled} ${answer} [ASSURED] mark=0 use=1`,
    entry: { timeoutS: 0 },
  },
  'conntrack-tools 0.9: id in the tail, no network columns': {
    line: `tcp      6 431982 ESTABLISHED ${dialled} packets=5 bytes=300 ${answer} packets=4 bytes=240 [ASSURED] mark=0 secmark=0 use=1 id=3922391370`,
    entry: { timeoutS: 431_982, tail: { id: '3922391370' } },
  },
  'conntrack-tools 1.4: labels, helper, start and stop': {
    line: `tcp      6 7412 ESTABLISHED ${dialled} ${answer} [ASSURED] mark=0 helper=ftp labels=a,b [start=Tue Nov 24 10:23:44 2026] [stop=Tue Nov 24 10:25:44 2026] use=1`,
    entry: {
      tail: {
        helper: 'ftp',
        labels: 'a,b',
        start: 'Tue Nov 24 10:23:44 2026',
        stop: 'Tue Nov 24 10:25:44 2026',
      },
    },
  },
  'pasted through a forum: single blanks, tabs, a carriage return, blanks around': {
    line: `  ipv4 2\ttcp 6 1191 ESTABLISHED ${dialled}  ${answer} [ASSURED] mark=0x10 use=2\t`,
    entry: { family: 'ipv4', timeoutS: 1191, mark: 16, tail: { use: '2' } },
  },
};

describe('what vendors and old tools print', () => {
  it.each(Object.entries(shapes))('%s', (_, { line, entry }) => {
    expect(parseConntrack(line)).toMatchObject({ original, ...entry });
  });

  it('protocols without ports keep what they have', () => {
    expect(
      parseConntrack(
        'ipv4     2 icmp     1 28 type=8 code=0 id=1 src=192.168.3.127 dst=192.0.2.30 packets=3 bytes=90 src=192.0.2.30 dst=203.0.113.2 type=0 code=0 id=1 packets=3 bytes=90 [FASTNAT] mark=0 use=2',
      ),
    ).toMatchObject({ proto: 'icmp', timeoutS: 28, original: { sport: 0, dport: 0, packets: 3 } });
    expect(
      parseConntrack(
        'ipv4     2 gre      47 177 timeout=30, stream_timeout=180 src=10.0.0.1 dst=10.0.0.2 srckey=0x0 dstkey=0x8 src=10.0.0.2 dst=10.0.0.1 srckey=0x8 dstkey=0x0 [ASSURED] mark=0 use=1',
      ),
    ).toMatchObject({ proto: 'gre', timeoutS: 177, tail: { timeout: '30,', stream_timeout: '180' } });
    expect(
      parseConntrack(
        'ipv4     2 unknown  2 597 src=10.0.0.1 dst=224.0.0.1 [UNREPLIED] src=224.0.0.1 dst=10.0.0.1 mark=0 use=1',
      ),
    ).toMatchObject({ proto: 'unknown', timeoutS: 597, unreplied: true });
  });

  it('a line that was cut off inside a bracket is none: what it says may be missing', () => {
    expect(parseConntrack(`ipv4     2 tcp      6 ${dialled} ${answer} [OFFL`)).toBeNull();
  });
});
