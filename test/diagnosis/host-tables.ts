import { failed, readValue } from '../../src/probes/engine/probe.ts';
import { ppe as ppeProbe } from '../../src/probes/ppe.ts';
import type { Row } from './cause-tables.ts';
import { exempt, flow, offload, path, scene } from './scenes.ts';

/** Lines of the packet engine as its driver prints them, read by the probe's own parser. */
function ppe(...lines: string[]) {
  const read = readValue(ppeProbe.parse({ status: 0, text: lines.join('\n') }));
  if (!read) throw new Error('no entries');
  return { ppe: read };
}

const one = flow();
const { original, reply } = one.entry;
const line = (state: string, { src, sport, dst, dport }: typeof original) =>
  `00e06 ${state} IPv4 5T orig=${src}:${sport}->${dst}:${dport} new=203.0.113.2:1->${dst}:${dport} packets=4 bytes=212`;
const held = { flows: [one], paths: [path([exempt(), offload({ hardware: true })])] };

const home = (state: string) => ({
  flows: [one],
  neighbours: { neighbours: [{ ip: one.device.ip, mac: one.device.mac, device: 'br-lan', state }] },
});

const accessPoint = { programs: { running: [{ name: 'hostapd', pid: 900 }] } };

const kicked = (mac: string | null) => ({
  flows: [one],
  log: {
    lines: [
      `Fri Nov 27 03:00:01 2026 daemon.info hostapd: phy0-ap0: STA ${mac} IEEE 802.11: disconnected due to excessive missing ACKs`,
    ],
  },
});
/** Joins of the access point, so many minutes apart. The router's log is in its own words. */
const joining = (mac: string | null, times: number, minutes = 9) => ({
  flows: [one],
  neighbours: { neighbours: [{ ip: '192.168.1.55', mac, device: 'br-lan', state: 'REACHABLE' }] },
  log: {
    lines: Array.from({ length: times }, (_, n) => {
      const at = new Date(Date.UTC(2026, 10, 27, 3, n * minutes));
      const time = `Fri Nov 27 ${at.toISOString().slice(11, 19)} 2026`;
      return `${time} daemon.notice hostapd: phy${n % 2}-ap0: AP-STA-CONNECTED ${mac} auth_alg=ft`;
    }),
  },
  ...accessPoint,
});

export const hostTables: Record<string, Row[]> = {
  'hardware-one-way': [
    [
      'one direction bound',
      scene({ ...held, ...ppe(line('BND', original), line('UNB', reply)) }),
      'found fault',
    ],
    ['the other one, nothing of the first', scene({ ...held, ...ppe(line('BND', reply)) }), 'found fault'],
    ['both bound', scene({ ...held, ...ppe(line('BND', original), line('BND', reply)) }), 'ruled out'],
    ['none bound', scene({ ...held, ...ppe(line('UNB', original), line('UNB', reply)) }), 'ruled out'],
    ['entries of others', scene({ ...held, ...ppe(line('BND', { ...original, sport: 9 })) }), 'nothing'],
    ['no connection', scene({ ...held, flows: [], ...ppe(line('BND', original)) }), 'nothing'],
    ['hardware that tells nothing', scene(held), 'unknown'],
    ['no hardware offload', scene({ flows: [one] }), 'nothing'],
  ],
  'neighbour-failed': [
    ['nobody answers', scene(home('FAILED')), 'found risk'],
    ['still asking', scene(home('INCOMPLETE')), 'found risk'],
    ['it answers', scene(home('REACHABLE')), 'ruled out'],
    ['it slept a while', scene(home('STALE')), 'ruled out'],
    ['not in the list', scene({ flows: [one] }), 'nothing'],
    ['no push connection', scene({ ...home('FAILED'), flows: [] }), 'nothing'],
  ],
  'wifi-dropped': [
    ['the phone', scene({ ...kicked(one.device.mac), ...accessPoint }), 'found risk/phone'],
    ['some other device', scene({ ...kicked('02:00:00:00:00:09'), ...accessPoint }), 'found note'],
    ['nobody', scene({ flows: [one], ...accessPoint }), 'ruled out'],
    ['no Wi-Fi here', scene({ flows: [one] }), 'nothing'],
    ['log unreadable', scene({ log: failed('denied') }), 'unknown'],
  ],
  'wifi-roaming': [
    ['the phone, six times in an hour', scene(joining(one.device.mac, 6)), 'found risk'],
    ['the phone, five times in an hour', scene(joining(one.device.mac, 5)), 'ruled out'],
    ['the phone, six times in six hours', scene(joining(one.device.mac, 6, 60)), 'ruled out'],
    ['something that is no phone', scene(joining('00:11:22:33:44:55', 6)), 'ruled out'],
    ['no Wi-Fi here', scene({ flows: [one] }), 'nothing'],
    ['log unreadable', scene({ log: failed('denied') }), 'unknown'],
  ],
};
