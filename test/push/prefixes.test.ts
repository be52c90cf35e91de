import fc from 'fast-check';
import ipaddr from 'ipaddr.js';
import { describe, expect, it } from 'vitest';
import { normaliseIp } from '../../src/model/ip.ts';
import { addressText, shortestOf, startsOf } from '../../src/push/address-text.ts';
import { prefixTable } from '../../src/push/prefixes.ts';
import { services } from '../../src/push/services/index.ts';
import { inFull } from '../conntrack/lines.ts';

const prefixes = services.flatMap(({ shared }) => shared?.prefixes ?? []);

/** An address of `prefix`, its free bits taken from `random`. */
function inside(prefix: string, random: readonly number[]): string {
  const [network, bits] = ipaddr.parseCIDR(prefix);
  const bytes = network.toByteArray().map((byte, at) => {
    const free = 0xff >> Math.min(8, Math.max(0, bits - at * 8));
    return byte | ((random[at] ?? 0) & free);
  });
  return normaliseIp(ipaddr.fromByteArray(bytes).toString()) ?? expect.fail('no address');
}
const random = fc.array(fc.integer({ min: 0, max: 255 }), { minLength: 16, maxLength: 16 });
const anywhere = fc.oneof(fc.ipV4(), fc.ipV6()).map((ip) => normaliseIp(ip) ?? '192.0.2.1');

describe('whose an address is', () => {
  it('is found for every address of every prefix, and agrees with ipaddr.js on all others', () => {
    const unique = [...new Set(prefixes)];
    const table = prefixTable(unique.map((prefix) => ({ prefix, of: prefix })));
    fc.assert(
      fc.property(fc.constantFrom(...unique), random, anywhere, (prefix, bytes, other) => {
        expect(table(inside(prefix, bytes))).toBe(prefix);
        const address = ipaddr.parse(other);
        const known = unique.find((one) => {
          const [network, bits] = ipaddr.parseCIDR(one);
          return network.kind() === address.kind() && address.match(network, bits);
        });
        expect(table(other)).toBe(known ?? null);
      }),
      { numRuns: 3000 },
    );
  });

  it.each([
    ['10.0.0.0/8', ['10.0.0.0', '10.255.255.255'], ['9.255.255.255', '11.0.0.0']],
    ['192.0.2.64/26', ['192.0.2.64', '192.0.2.127'], ['192.0.2.63', '192.0.2.128']],
    ['192.0.2.7/32', ['192.0.2.7'], ['192.0.2.6', '192.0.2.8']],
    ['2001:db8::/33', ['2001:db8::', '2001:db8:7fff:ffff::1'], ['2001:db8:8000::', '2001:db7::1']],
  ])('has edges: %s', (prefix, ins, outs) => {
    const table = prefixTable([{ prefix, of: true }]);
    for (const ip of ins) expect(table(ip), ip).toBe(true);
    for (const ip of outs) expect(table(ip), ip).toBeNull();
  });

  it.each(['', 'x', '17', '17.', '2620:', ':::'])('is nobody for %j', (text) => {
    expect(prefixTable([{ prefix: '17.0.0.0/8', of: 1 }])(text)).toBeNull();
  });
});

describe('how the text of an address begins', () => {
  it.each([
    ['17.0.0.0/8', ['17.']],
    ['149.154.160.0/20', ['149.154.1']],
    ['91.108.4.0/22', ['91.108.']],
    ['31.13.64.0/18', ['31.13.']],
    ['192.0.2.7/32', ['192.0.2.7']],
    ['2620:149:a44::/48', ['2620:0149:0a44:', '2620:149:a44:']],
    ['2620:0:1c00::/40', ['2620:0000:1c', '2620:0:1c']],
    ['2a03:2880::/32', ['2a03:2880:']],
  ])('%s', (prefix, expected) => {
    const spelled = (['long', 'short'] as const).map((spelling) => addressText(prefix, spelling));
    expect([...new Set(spelled)]).toEqual(expected);
  });

  it('holds for every address of every prefix, in both spellings', () => {
    fc.assert(
      fc.property(fc.constantFrom(...prefixes), random, (prefix, bytes) => {
        const ip = inside(prefix, bytes);
        const full = ip.includes(':') ? inFull(ipaddr.IPv6.parse(ip)) : ip;
        expect(full.startsWith(addressText(prefix, 'long')), full).toBe(true);
        expect(ip.startsWith(addressText(prefix, 'short')), ip).toBe(true);
      }),
      { numRuns: 3000 },
    );
  });

  it('is cut to what those of one first part have in common', () => {
    const texts = ['101.226.211.', '101.89.15.', '17.', '183.3.224.', '183.3.234.', '2001:0b28:f23c:'];
    expect(startsOf(texts)).toEqual(['101.', '17.', '183.3.2', '2001:0b28:f23c:']);
    expect(startsOf(['2001:067c:04e8:', '2001:0b28:f23c:', '1.2.3.4', '1'])).toEqual([
      '1',
      '1.2.3.4',
      '2001:0',
    ]);
  });

  it('drops what a shorter one says already', () => {
    expect(shortestOf(['17.2', '17.', '17.', '8.'])).toEqual(['17.', '8.']);
  });
});
