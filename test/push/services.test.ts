import fc from 'fast-check';
import ipaddr from 'ipaddr.js';
import { describe, expect, it } from 'vitest';
import { parseConntrack } from '../../src/conntrack/entry.ts';
import { serviceOf, services } from '../../src/push/services.ts';
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
    ['17.57.144.10', 5222, null],
    ['142.250.1.188', 5231, null],
  ])('%s port %i is %s', (ip, port, expected) => {
    expect(to(ip, port)).toBe(expected);
  });

  it('is over TCP alone', () => {
    expect(to('17.57.144.10', 5223, 'udp')).toBeNull();
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

  it('has prefixes that are networks, and ids of its own', () => {
    for (const service of services)
      for (const prefix of service.shared?.prefixes ?? []) {
        const [network, bits] = ipaddr.parseCIDR(prefix);
        const base = (network.kind() === 'ipv6' ? ipaddr.IPv6 : ipaddr.IPv4).networkAddressFromCIDR(prefix);
        expect(`${base.toString()}/${bits}`).toBe(prefix);
      }
    expect(new Set(services.map(({ id }) => id)).size).toBe(services.length);
  });
});
