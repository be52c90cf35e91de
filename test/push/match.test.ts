import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseConntrack } from '../../src/conntrack/entry.ts';
import { isPerhaps, serviceName, serviceOf } from '../../src/push/match.ts';
import { services } from '../../src/push/services/index.ts';
import { made, print } from '../conntrack/lines.ts';

const to = (dst: string, dport: number, proto = 'tcp') => {
  const src = dst.includes(':') ? 'fd00::2' : '192.168.1.2';
  const entry = parseConntrack(
    `${proto} 6 src=${src} dst=${dst} sport=50000 dport=${dport} src=${dst} dst=${src} sport=${dport} dport=50000 use=1`,
  );
  return entry && (serviceOf(entry)?.id ?? null);
};

describe('push services', () => {
  it.each([
    ['17.57.144.10', 5223, 'apns'],
    ['192.0.2.7', 5223, 'apns'],
    ['2620:149:a44:404::10', 5223, 'apns'],
    ['17.0.0.0', 443, 'apns'],
    ['17.255.255.255', 443, 'apns'],
    ['2620:149:a44::1', 443, 'apns'],
    ['2403:300:a42:ffff::1', 443, 'apns'],
    ['2403:300:a51::1', 443, 'apns'],
    ['2a01:b740:a42::1', 443, 'apns'],
    ['142.250.1.188', 5228, 'fcm'],
    ['142.250.1.188', 5230, 'fcm'],
    ['2a00:1450::188', 5229, 'fcm'],
    ['16.255.255.255', 443, null],
    ['18.0.0.0', 443, null],
    ['2620:149:a45::1', 443, null],
    ['142.250.1.188', 443, null],
    ['17.57.144.10', 80, null],
    ['17.57.144.10', 5222, 'xmpp'],
    ['142.250.1.188', 5231, null],
    ['183.3.224.139', 8080, 'wechat'],
    ['121.51.140.141', 443, 'wechat'],
    ['121.51.141.1', 443, null],
    ['220.181.106.151', 5222, 'mipush'],
    ['111.202.1.250', 443, 'mipush'],
    ['157.240.0.60', 5222, 'whatsapp'],
    ['2a03:2880:f2ff:c5::60', 5222, 'whatsapp'],
    ['157.240.0.60', 443, null],
    ['149.154.160.0', 443, 'telegram'],
    ['149.154.175.255', 443, 'telegram'],
    ['149.154.176.0', 443, null],
    ['149.154.159.255', 443, null],
    ['91.108.56.130', 80, 'telegram'],
    ['2001:67c:4e8:f002::a', 443, 'telegram'],
    ['76.223.92.165', 443, 'signal'],
    ['76.223.92.166', 443, null],
    ['2600:9000:a507:ab6d:4ce3:2f58:25d7:9cbf', 443, 'signal'],
    ['192.0.2.1', 8883, 'mqtt'],
  ])('%s port %i is %s', (ip, port, expected) => {
    expect(to(ip, port)).toBe(expected);
  });

  it('keeps TCP and UDP apart', () => {
    expect(to('17.57.144.10', 5223, 'udp')).toBeNull();
    expect(to('192.0.2.9', 4500, 'udp')).toBe('wifi-calling');
    expect(to('192.0.2.9', 4500)).toBeNull();
  });

  it('is what the device dialled: a reply to its own port 5223 is none', () => {
    const entry = parseConntrack(
      'tcp 6 9 CLOSE src=192.168.1.2 dst=192.0.2.1 sport=5223 dport=80 src=192.0.2.1 dst=203.0.113.2 sport=80 dport=5223 use=1',
    );
    expect(entry && serviceOf(entry)).toBeNull();
  });

  it('never throws on any entry', () => {
    fc.assert(
      fc.property(made, fc.constantFrom(443, 5223, 5229, 80), (entry, dport) => {
        const parsed = parseConntrack(print({ ...entry, original: { ...entry.original, dport } }, 'proc'));
        const service = parsed && serviceOf(parsed);
        expect([null, ...services.map(({ id }) => id)]).toContain(service?.id ?? null);
      }),
    );
  });

  it('knows where it may be something else of the same owner', () => {
    expect([isPerhaps('apns', 443), isPerhaps('apns', 5223)]).toEqual([true, false]);
    expect([isPerhaps('wechat', 8080), isPerhaps('mipush', 443), isPerhaps('nobody', 443)]).toEqual([
      true,
      false,
      false,
    ]);
  });

  it('is called as people call it', () => {
    expect([serviceName('wechat', 'en'), serviceName('wechat', 'zh')]).toEqual(['WeChat', '微信']);
    expect([serviceName('apns', 'zh'), serviceName('of-another-release', 'en')]).toEqual([
      'APNs',
      'of-another-release',
    ]);
  });
});
