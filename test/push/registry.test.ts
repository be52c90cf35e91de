import { readdirSync } from 'node:fs';
import ipaddr from 'ipaddr.js';
import { describe, expect, it } from 'vitest';
import type { Service } from '../../src/push/service.ts';
import { services } from '../../src/push/services/index.ts';
import { own } from '../../src/push/services/own.ts';

const folder = readdirSync(new URL('../../src/push/services/', import.meta.url));
const every = (ports: Service['ports']) =>
  ports.flatMap(({ from, to }) => Array.from({ length: to - from + 1 }, (_, at) => from + at));

describe('the list of push services', () => {
  it('equals its folder, one file each', () => {
    const files = folder
      .map((file) => file.replace(/\.ts$/, ''))
      .filter((id) => id !== 'index' && id !== 'own');
    const listed = services.filter((service) => !own.includes(service)).map(({ id }) => id);
    expect(listed.sort()).toEqual(files.sort());
    expect(new Set(services.map(({ id }) => id)).size).toBe(services.length);
  });

  it('holds no port twice as a service’s own', () => {
    const claimed = services.flatMap(({ proto, ports }) => every(ports).map((port) => `${proto} ${port}`));
    expect(new Set(claimed).size).toBe(claimed.length);
  });

  it('holds no address for two services on one port', () => {
    const claims = services.flatMap(({ id, proto, shared }) =>
      (shared?.ports ?? []).flatMap((port) =>
        (shared?.prefixes ?? []).map((prefix) => ({ id, on: `${proto} ${port}`, prefix })),
      ),
    );
    const meets = (a: string, b: string) => {
      const [x, y] = [ipaddr.parseCIDR(a), ipaddr.parseCIDR(b)];
      if (x[0].kind() !== y[0].kind()) return false;
      return x[1] <= y[1] ? y[0].match(x[0], x[1]) : x[0].match(y[0], y[1]);
    };
    for (const [at, one] of claims.entries())
      for (const other of claims.slice(at + 1))
        if (one.on === other.on)
          expect(meets(one.prefix, other.prefix), `${one.prefix} ${other.prefix}`).toBe(false);
  });
});

describe.each(services.map((service) => [service.id, service] as const))('%s', (_, service) => {
  it('has ports that are ports', () => {
    for (const { from, to } of service.ports) {
      expect(from).toBeGreaterThan(0);
      expect(to).toBeLessThan(65_536);
      expect(from).toBeLessThanOrEqual(to);
    }
  });

  it('has prefixes that are networks, not too wide to be told from each other', () => {
    for (const prefix of service.shared?.prefixes ?? []) {
      const [network, bits] = ipaddr.parseCIDR(prefix);
      const base = (network.kind() === 'ipv6' ? ipaddr.IPv6 : ipaddr.IPv4).networkAddressFromCIDR(prefix);
      expect(`${base.toString()}/${bits}`).toBe(prefix);
      expect(bits).toBeGreaterThanOrEqual(network.kind() === 'ipv6' ? 16 : 8);
    }
  });

  it('counts on shared ports only towards networks, and on 443 nowhere else', () => {
    expect(every(service.ports)).not.toContain(443);
    if (service.shared) expect(service.shared.prefixes.length).toBeGreaterThan(0);
  });

  it('says where each fact is from, and stands for none that is not known', () => {
    for (const source of service.sources) expect(() => new URL(source)).not.toThrow();
    const { ports, prefixes, heartbeat } = service.certainty;
    expect(ports === 'unknown').toBe(service.ports.length === 0 && service.shared === null);
    expect(prefixes === 'unknown').toBe(service.shared === null);
    expect(heartbeat === 'unknown').toBe(service.heartbeatS === null);
  });

  it('is to be kept for as long as it is silent', () => {
    expect(service.quietS).toBeGreaterThanOrEqual(service.heartbeatS ?? 0);
  });
});
