import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { sampleReader } from '../../src/watch/agent/samples.ts';

const nonce = '0123456789ab';
const conntrack =
  'ipv4     2 tcp      6 116 ESTABLISHED src=192.168.1.188 dst=17.57.144.10 sport=43067 dport=5223 packets=2 bytes=141 src=17.57.144.10 dst=203.0.113.2 sport=5223 dport=43067 packets=1 bytes=89 mark=0 zone=0 use=2';
const text = [
  `t 100.25 95.20`,
  'b 6a1c2f3e-0000-4000-8000-000000000000',
  `+ ${conntrack}`,
  `- 90.10 95.20 ${conntrack.replace('43067', '43068')}`,
  'n 192.168.1.188 dev br-lan lladdr 5A:11:22:33:44:55 STALE ',
  'w 5a:11:22:33:44:55 1',
  'd 1795566671 5a:11:22:33:44:55 192.168.1.188 <b>@everyone</b> 01:5a:11:22:33:44:55',
  'f',
  'a',
  's',
  '.',
  'h 128.75',
]
  .map((line) => `${nonce} ${line}\n`)
  .join('');
const read = (whole: string) => sampleReader(nonce).push(whole);

test('a look, whole', () => {
  const [look, heartbeat, ...more] = read(text);
  expect(more).toEqual([]);
  expect(look).toMatchObject({
    atS: 100.25,
    beforeS: 95.2,
    begin: '6a1c2f3e-0000-4000-8000-000000000000',
    settled: true,
    seen: [{ timeoutS: 116, original: { src: '192.168.1.188', sport: 43067 } }],
    gone: [{ lastS: 90.1, sinceS: 95.2 }],
    neighbours: [{ ip: '192.168.1.188', mac: '5a:11:22:33:44:55', state: 'STALE' }],
    wifi: [{ mac: '5a:11:22:33:44:55', here: true }],
    leases: [{ name: '<b>@everyone</b>' }],
    rulesChanged: true,
    wanChanged: true,
  });
  expect(heartbeat).toMatchObject({ atS: 128.75, seen: [], gone: [], begin: null });
});

describe('what arrives', () => {
  test('in pieces cut anywhere gives the same', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 60 }), { minLength: 1 }), (sizes) => {
        const reader = sampleReader(nonce);
        const looks = [];
        for (let at = 0, n = 0; at < text.length; n++) {
          const size = sizes[n % sizes.length] ?? 1;
          looks.push(...reader.push(text.slice(at, at + size)));
          at += size;
        }
        expect(looks).toEqual(read(text));
      }),
    );
  });

  test('cut off in the middle of a look says nothing of it', () => {
    expect(read(text.slice(0, text.indexOf(`${nonce} .`)))).toEqual([]);
    expect(read(`${text.slice(0, text.indexOf(`${nonce} f`))}${text}`)).toHaveLength(2);
  });

  test('without the nonce, or in the middle of another line, counts for nothing', () => {
    const forged = text.replaceAll(nonce, 'ffffffffffff');
    expect(read(forged)).toEqual([]);
    const inside = `${nonce} t 5.00 -\n${nonce} d x ${nonce} - 1.00 2.00 ${conntrack}\n${nonce} .\n`;
    expect(read(inside)).toMatchObject([{ gone: [], leases: [] }]);
  });

  test('as anything at all never throws and stays bounded', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.oneof(
            fc.string(),
            fc.constantFrom(...text.split('\n')),
            fc.string().map((rest) => `${nonce} ${rest}`),
          ),
        ),
        (lines) => {
          for (const look of read(`${lines.join('\n')}\n`)) expect(Number.isFinite(look.atS)).toBe(true);
        },
      ),
    );
    const flood = sampleReader(nonce);
    for (let n = 0; n < 200; n++) flood.push('x'.repeat(10_000));
    expect(flood.push(`\n${text}`)).toHaveLength(2);
    const many = `${nonce} t 5.00 -\n${`${nonce} + ${conntrack}\n`.repeat(9_000)}${nonce} .\n`;
    expect(read(many)[0]?.seen.length).toBeLessThanOrEqual(4_000);
  });
});
