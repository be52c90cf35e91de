import { isIPv4 } from 'node:net';
import fc from 'fast-check';
import ipaddr from 'ipaddr.js';
import { describe, expect, it } from 'vitest';
import { normaliseIp } from '../../src/model/ip.ts';
import { inFull } from '../conntrack/lines.ts';

const groups = fc.array(fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 0xffff })), {
  minLength: 8,
  maxLength: 8,
});

describe('one spelling per address', () => {
  it('agrees with ipaddr.js on every way IPv6 is written', () => {
    fc.assert(
      fc.property(groups, fc.boolean(), (parts, upper) => {
        const address = new ipaddr.IPv6(parts);
        const ways = [inFull(address), address.toNormalizedString(), address.toString()];
        for (const way of ways)
          expect(normaliseIp(upper ? way.toUpperCase() : way)).toBe(address.toRFC5952String());
      }),
      { numRuns: 5000 },
    );
  });

  it('reads what the kernel prints in full and what the tool prints compressed as the same', () => {
    expect(normaliseIp('2620:0149:0a44:0404:0000:0000:0000:0010')).toBe('2620:149:a44:404::10');
    expect(normaliseIp('2620:149:a44:404::10')).toBe('2620:149:a44:404::10');
    expect(normaliseIp('0000:0000:0000:0000:0000:0000:0000:0000')).toBe('::');
    expect(normaliseIp('::ffff:192.0.2.1')).toBe('::ffff:c000:201');
    expect(normaliseIp('192.168.1.188')).toBe('192.168.1.188');
  });

  it.each([
    '',
    ':',
    ':::',
    '1:2:3:4:5:6:7',
    '1:2:3:4:5:6:7:8:9',
    '1::2::3',
    '12345::',
    'fe80::1%eth0',
    '1:2:3:4:5:6:7:',
    ':1:2:3:4:5:6:7',
    '::1.2.3',
    '::1.2.3.256',
    '1.2.3',
    '1.2.3.4.5',
    '1.2.3.',
    '.1.2.3',
    '256.1.1.1',
    '1.2.3.4 ',
    '0001.2.3.4',
    '0000:0000:0000:0000:0000:0000:0000:000g',
  ])('refuses %j', (text) => {
    expect(normaliseIp(text)).toBeNull();
  });

  it('says of any text what ipaddr.js says, and never throws', () => {
    const char = fc.constantFrom(...'0123456789abcdefF:.:.%g ');
    fc.assert(
      fc.property(fc.string({ unit: char, maxLength: 45 }), (text) => {
        const known = /[%]/.test(text) ? false : text.includes(':') && ipaddr.IPv6.isValid(text);
        const ip = normaliseIp(text);
        if (text.includes(':')) expect(ip !== null).toBe(known);
        else expect(ip !== null).toBe(isIPv4(text));
      }),
      { numRuns: 10_000 },
    );
  });
});
