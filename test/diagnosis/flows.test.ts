import { describe, expect, it } from 'vitest';
import { flowsOf } from '../../src/diagnosis/flows.ts';
import { type Snapshot, value } from '../../src/probes/engine/probe.ts';
import { answerOf, snapshotOf } from '../probes/support.ts';

const fw4 = snapshotOf(answerOf('openwrt-24.10-fw4-offloaded'));

describe('push flows', () => {
  it('names a device by its lease, and its IPv6 flow by the MAC both share', () => {
    const flows = flowsOf(fw4);
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
    expect(flowsOf(unknown)[0]?.device).toMatchObject({ mac: null, name: null });
  });

  it('has no flows where conntrack could not be read', () => {
    expect(flowsOf({ ...fw4, conntrack: { kind: 'failed', why: 'Permission denied' } })).toEqual([]);
  });
});
