import { describe, expect, it } from 'vitest';
import { serviceById } from '../../src/push/match.ts';
import { services } from '../../src/push/services/index.ts';
import { alwaysExempt, isWatched, ownPorts, servicesInUse, watchedPorts } from '../../src/push/use.ts';

const known = (id: string) => serviceById(id) ?? expect.fail(`no service ${id}`);

describe('what a household uses', () => {
  it('is what its connections belong to, each once, in the order of the list', () => {
    const flows = ['fcm', 'apns', 'fcm', 'of-another-release'].map((service) => ({ service }));
    expect(servicesInUse(flows).map(({ id }) => id)).toEqual(['apns', 'fcm']);
    expect(servicesInUse([])).toEqual([]);
  });

  it('is exempted by ports that are its own', () => {
    expect(ownPorts(alwaysExempt)).toEqual([
      { from: 5223, to: 5223 },
      { from: 5228, to: 5230 },
    ]);
    expect(ownPorts(['xmpp', 'apns'])).toEqual([{ from: 5222, to: 5223 }]);
    expect(ownPorts(['wifi-calling'])).toEqual([]);
    expect(ownPorts(['wifi-calling'], 'udp')).toEqual([
      { from: 500, to: 500 },
      { from: 4500, to: 4500 },
    ]);
    expect(ownPorts(['of-another-release', 'wechat'])).toEqual([]);
  });

  it('or by the far end’s networks, where ports are shared', () => {
    const { ports, shared } = known('apns');
    expect(ports).toEqual([{ from: 5223, to: 5223 }]);
    expect(shared?.ports).toEqual([443]);
    expect(shared?.prefixes).toContain('17.0.0.0/8');
    expect([known('whatsapp').ports, known('whatsapp').shared?.ports]).toEqual([[], [5222]]);
    expect([known('honor').ports, known('honor').shared]).toEqual([[], null]);
  });

  it('never by the port of the web alone', () => {
    for (const { ports, shared } of services) {
      expect(ports.filter(({ from, to }) => from <= 443 && 443 <= to)).toEqual([]);
      if (shared?.ports.includes(443)) expect(shared.prefixes.length).toBeGreaterThan(0);
    }
  });
});

describe('what a watch follows', () => {
  it('is ports of push alone, never those of the web', () => {
    expect(watchedPorts).toEqual([5222, 5223, 5228, 5229, 5230]);
    for (const port of [80, 443, 8080]) expect(watchedPorts).not.toContain(port);
  });

  it('is what people wait for', () => {
    expect([isWatched(known('apns'), 5223), isWatched(known('apns'), 443)]).toEqual([true, false]);
    expect([isWatched(known('mipush'), 5222), isWatched(known('mqtt'), 8883)]).toEqual([true, false]);
  });
});
