import { describe, expect, it } from 'vitest';
import { flowsOf } from '../../src/diagnosis/flows.ts';
import type { ForwardPath, ForwardRule } from '../../src/firewall/first/forward.ts';
import { forwardPaths } from '../../src/firewall/first/paths.ts';
import { type Snapshot, value } from '../../src/probes/engine/probe.ts';
import { answerOf, snapshotOf } from '../probes/support.ts';

const fw4 = snapshotOf(answerOf('openwrt-24.10-fw4-offloaded'));

const rule = (kind: ForwardRule['kind'], more: Partial<ForwardRule> = {}): ForwardRule => ({
  index: 0,
  kind,
  directions: [],
  families: ['ipv4', 'ipv6'],
  ports: [],
  establishedOnly: true,
  ours: false,
  hardware: false,
  handle: null,
  line: '',
  ...more,
});
const exempt = rule('exempt', { directions: ['original', 'reply'], ports: [{ from: 5223, to: 5223 }] });
const path = (rules: ForwardRule[], families: ForwardPath['families'] = ['ipv4', 'ipv6']): ForwardPath => ({
  firewall: 'fw4',
  chain: 'inet fw4 forward',
  families,
  rules,
});
const exempts = (paths: ForwardPath[], snapshot: Snapshot = fw4) =>
  flowsOf(snapshot, paths).map((flow) => [flow.entry.family, flow.exempt]);

describe('push flows', () => {
  it('names a device by its lease, and its IPv6 flow by the MAC both share', () => {
    const flows = flowsOf(fw4, []);
    expect(flows.map(({ device }) => device)).toEqual(
      expect.arrayContaining([
        { ip: '192.168.1.188', mac: '5a:11:22:33:44:55', name: '<b>@everyone</b>' },
        { ip: 'fd00:1::188', mac: '5a:11:22:33:44:55', name: '<b>@everyone</b>' },
      ]),
    );
    expect(flows.every(({ service, server }) => service === 'apns' && server.port === 5223)).toBe(true);
  });

  it('leaves a device without a name when nobody knows it', () => {
    const unknown: Snapshot = {
      ...fw4,
      leases: value({ leases: [] }),
      neighbours: value({ neighbours: [] }),
    };
    expect(flowsOf(unknown, [])[0]?.device).toMatchObject({ mac: null, name: null });
  });

  it('has no flows where conntrack could not be read', () => {
    expect(flowsOf({ ...fw4, conntrack: { kind: 'failed', why: 'Permission denied' } }, [])).toEqual([]);
  });

  it('is exempt only above the offload rule of its family', () => {
    const some = exempts([path([exempt, rule('offload')])]);
    expect(some.length).toBeGreaterThan(1);
    expect(some.every(([, is]) => is === true)).toBe(true);
    expect(exempts([path([rule('offload'), exempt])]).every(([, is]) => is === false)).toBe(true);
    const v4Only = exempts([path([exempt, rule('offload')], ['ipv4']), path([rule('offload')], ['ipv6'])]);
    expect(v4Only.every(([family, is]) => is === (family === 'ipv4'))).toBe(true);
  });

  it('does not know while no chain is known, and asks every chain that offloads', () => {
    expect(exempts([]).every(([, is]) => is === null)).toBe(true);
    const two = [path([exempt, rule('offload')]), path([rule('offload')])];
    expect(exempts(two).every(([, is]) => is === false)).toBe(true);
    const other = [path([exempt, rule('offload')]), path([rule('other')])];
    expect(exempts(other).every(([, is]) => is === true)).toBe(true);
  });

  it.each([
    ['openwrt-24.10-fw4-offloaded', false],
    ['openwrt-24.10-fw4-exempt', true],
    ['openwrt-21.02-fw3-offloaded', false],
    ['openwrt-21.02-fw3-exempt', true],
  ] as const)('on real rules: %s, exempt %s', (router, expected) => {
    const snapshot = snapshotOf(answerOf(router));
    const flows = flowsOf(snapshot, forwardPaths(snapshot));
    expect(new Set(flows.map(({ entry }) => entry.family)).size).toBe(2);
    expect(flows.map((flow) => flow.exempt)).toEqual(flows.map(() => expected));
  });
});
