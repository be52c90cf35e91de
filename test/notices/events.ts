import type { Preferences } from '../../src/notices/state.ts';
import type { WatchEvent, WatchEventOf, WatchedFlow } from '../../src/watch/events.ts';

/** 2026-11-24 21:00 UTC. */
export const evening = Date.UTC(2026, 10, 24, 21);
export const minute = 60_000;
export const hour = 60 * minute;

export const anna: WatchedFlow['device'] = {
  ip: '192.168.1.23',
  mac: 'a4:83:e7:12:34:56',
  name: 'Anna’s iPhone',
};
export const bert: WatchedFlow['device'] = { ip: '192.168.1.40', mac: 'da:a1:19:00:00:07', name: null };

export const flowOf = (device: WatchedFlow['device'], service = 'apns'): WatchedFlow => ({
  service,
  family: 'ipv4',
  device,
  server: { ip: '17.57.146.52', port: 5223 },
});

export const evicted = (
  at: number,
  change: Partial<WatchEventOf<'evicted'>> = {},
): WatchEventOf<'evicted'> => ({
  kind: 'evicted',
  id: `e-${at}-${change.flow?.device.ip ?? anna.ip}-${change.flow?.service ?? 'apns'}`,
  routerId: 'r1',
  at,
  flow: flowOf(anna),
  idleS: 151,
  class: 'fixed-pickup',
  evidence: [{ source: '/proc/net/nf_conntrack', line: 'ipv4 2 tcp 6 2 ESTABLISHED src=192.168.1.23' }],
  ...change,
});

export const back = (of: WatchEventOf<'evicted'>, unreachableS: number): WatchEventOf<'back'> => ({
  kind: 'back',
  id: `b-${of.id}`,
  routerId: of.routerId,
  at: of.at + unreachableS * 1_000,
  evictedId: of.id,
  flow: of.flow,
  unreachableS,
  evidence: [],
});

export const guard = (at: number, state: WatchEventOf<'guard'>['state']): WatchEvent => ({
  kind: 'guard',
  id: `g-${at}-${state}`,
  routerId: 'r1',
  at,
  state,
  evidence: [],
});

export const usual: Preferences = { quiet: null, zone: 'UTC', keepFixed: false, cured: false };
