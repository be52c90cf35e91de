import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { allowed, formatTarget, parseAllow, parseTarget, privateRanges } from '../../src/ssh/address.ts';

describe('parseTarget', () => {
  it.each([
    ['root@192.168.1.1', { user: 'root', host: '192.168.1.1', port: 22 }],
    [' root@192.168.1.1:2222 ', { user: 'root', host: '192.168.1.1', port: 2222 }],
    ['ssh://root@Router.lan', { user: 'root', host: 'router.lan', port: 22 }],
    ['admin_1@[FD00::1]', { user: 'admin_1', host: 'fd00::1', port: 22 }],
    ['root@[fe80::1%eth0]:65535', { user: 'root', host: 'fe80::1%eth0', port: 65535 }],
  ])('reads %s', (text, target) => {
    expect(parseTarget(text)).toEqual(target);
  });

  it.each([
    '',
    'root',
    '192.168.1.1',
    'root@',
    '@192.168.1.1',
    'root@192.168.1.1:',
    'root@192.168.1.1:0',
    'root@192.168.1.1:65536',
    'root@192.168.1.1:22x',
    'root@192.168.1.1 reboot',
    'root@192.168.1.1;reboot',
    'root:secret@192.168.1.1',
    '-oProxyCommand=x@192.168.1.1',
    'root@-oProxyCommand',
    'root@fd00::1',
    'root@[fd00::1',
    'root@[192.168.1.1]',
    'root@[fd00::1]2222',
    'root@[fd00:::1]',
    'root@router.lan.',
    'root@127.0.0.1.',
    'root@rou..ter',
    'root@2130706433',
    'root@0x7f.1',
    'root@0x7f000001',
    'root@0177.0.0.1',
    'root@127.1',
    'root@010.0.0.1',
    'root@1.2.3.4.5',
    'root@192.168.1.256',
    'root@router.lan/x',
    'root@ro\nuter',
    'root@ｒouter',
    'root@192。168。1。1',
    'a@b@c',
  ])('refuses %j', (text) => {
    expect(() => parseTarget(text)).toThrow(
      expect.objectContaining({ failure: { cause: 'address-invalid', input: text.trim() } }),
    );
  });

  it('reads back what it writes, and takes nothing else apart', () => {
    const host = fc.oneof(
      fc.ipV4(),
      fc.ipV6(),
      fc.domain().map((name) => name.toLowerCase()),
    );
    fc.assert(
      fc.property(host, fc.integer({ min: 1, max: 65535 }), (name, port) => {
        const target = { user: 'root', host: name.toLowerCase(), port };
        expect(parseTarget(formatTarget(target))).toEqual(target);
      }),
    );
  });

  it('never throws anything but its failure', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.string().map((text) => `root@${text}`),
        ),
        (text) => {
          try {
            parseTarget(text);
          } catch (error) {
            expect(error).toMatchObject({ failure: { cause: 'address-invalid' } });
          }
        },
      ),
    );
  });
});

describe('allowed', () => {
  const anywhere = parseAllow('0.0.0.0/0 ::/0');

  it.each([
    '10.0.0.1',
    '172.16.0.1',
    '172.31.255.254',
    '192.168.1.1',
    'fd00::1',
    'fc12::1',
    '::ffff:192.168.1.1',
  ])('takes the private address %s unless told otherwise', (address) => {
    expect(allowed(address, privateRanges)).toBe(true);
  });

  it.each([
    '127.0.0.1',
    '127.8.8.8',
    '::1',
    '::ffff:127.0.0.1',
    '::ffff:7f00:1',
    '169.254.1.1',
    'fe80::1',
    'fe80::1%eth0',
    '172.32.0.1',
    '192.169.0.1',
    '8.8.8.8',
    '2001:db8::1',
    '100.64.0.1',
  ])('refuses %s by default', (address) => {
    expect(allowed(address, privateRanges)).toBe(false);
  });

  it.each([
    '0.0.0.0',
    '0.1.2.3',
    '::',
    '::127.0.0.1',
    '224.0.0.1',
    '239.255.255.250',
    '255.255.255.255',
    '240.0.0.1',
    'ff02::1',
    '169.254.169.254',
    '::ffff:169.254.169.254',
    'fd00:ec2::254',
    '100.100.100.200',
    '168.63.129.16',
    '64:ff9b::7f00:1',
    '64:ff9b::a9fe:a9fe',
    '2002:7f00:1::',
    '2001:0:7f00:1::',
    '::ffff:0:127.0.0.1',
    '127.0.0.1',
    '::1',
    '169.254.1.1',
    'fe80::1',
  ])('refuses %s even when everything is allowed', (address) => {
    expect(allowed(address, anywhere)).toBe(false);
  });

  it.each([
    '',
    'router.lan',
    '2130706433',
    '0x7f.1',
    '0177.0.0.1',
    '192.168.1',
    '192.168.1.1.',
    '192.168.1.1/32',
  ])('refuses %j, which is not the canonical text of an address', (address) => {
    expect(allowed(address, anywhere)).toBe(false);
  });

  it('opens loopback and link-local only to a range inside them', () => {
    expect(allowed('127.0.0.1', parseAllow('127.0.0.1'))).toBe(true);
    expect(allowed('127.0.0.2', parseAllow('127.0.0.1'))).toBe(false);
    expect(allowed('::ffff:127.0.0.1', parseAllow('127.0.0.0/8'))).toBe(true);
    expect(allowed('127.0.0.1', parseAllow('126.0.0.0/7'))).toBe(false);
    expect(allowed('fe80::1%eth0', parseAllow('fe80::/10'))).toBe(true);
    expect(allowed('169.254.169.254', parseAllow('169.254.0.0/16'))).toBe(false);
    expect(allowed('192.168.1.1', parseAllow('127.0.0.0/8'))).toBe(false);
  });

  it('agrees with itself on the mapped form of every IPv4 address', () => {
    fc.assert(
      fc.property(fc.ipV4(), (address) => {
        expect(allowed(`::ffff:${address}`, privateRanges)).toBe(allowed(address, privateRanges));
      }),
    );
  });
});

describe('parseAllow', () => {
  it('means the private ranges when empty, and by name', () => {
    expect(parseAllow(undefined)).toBe(privateRanges);
    expect(parseAllow(' , ')).toBe(privateRanges);
    const more = parseAllow('private, 203.0.113.7');
    expect([allowed('10.1.1.1', more), allowed('203.0.113.7', more), allowed('203.0.113.8', more)]).toEqual([
      true,
      true,
      false,
    ]);
  });

  it('reads a mapped range as IPv4', () => {
    expect(allowed('10.9.9.9', parseAllow('::ffff:10.0.0.0/104'))).toBe(true);
  });

  it('names every wrong entry at once', () => {
    const wrong = [
      '10.0.0.0/33',
      'home',
      '0x7f.1',
      '1.2.3',
      'fe80::1%eth0',
      '10.0.0.0/8/8',
      '::ffff:1.2.3.4/90',
    ];
    expect(() => parseAllow(['10.0.0.0/8', ...wrong].join(' '))).toThrow(wrong.join(', '));
  });
});
