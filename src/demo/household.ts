import type { KernelKind } from './entry.ts';
import type { Random } from './random.ts';
import type { Connection, World } from './world.ts';

/** A device as DHCP and neighbour discovery know it. `name` is what the device calls itself: anything at all. */
export interface Device {
  name: string;
  mac: string;
  ip: string;
  ip6: string | null;
}

const wanAddress = '203.0.113.2';

export const iPhone = {
  name: 'Annas-iPhone',
  mac: '5a:11:22:33:44:55',
  ip: '192.168.1.188',
  ip6: 'fd00:1::188',
} satisfies Device;
const tablet = {
  name: 'Bens-iPad',
  mac: '5a:11:22:33:44:66',
  ip: '192.168.1.142',
  ip6: 'fd00:1::142',
} satisfies Device;
const android: Device = { name: 'Pixel-8', mac: '3c:28:6d:10:20:30', ip: '192.168.1.77', ip6: null };
const laptop: Device = { name: 'laptop', mac: '7c:2a:db:01:02:03', ip: '192.168.1.20', ip6: null };

const family = (ip: string) => (ip.includes(':') ? 'ipv6' : 'ipv4');

/** A push (or any long-lived) connection of a device to a server. */
export function connectionOf(
  device: Device,
  from: string,
  to: { ip: string; port: number },
  sport: number,
  life: { heartbeatS: number; nextS: number },
): Connection {
  return {
    device: device.ip,
    family: family(from),
    src: from,
    dst: to.ip,
    sport,
    dport: to.port,
    seenAs: family(from) === 'ipv4' ? wanAddress : from,
    heartbeatS: life.heartbeatS,
    nextS: life.nextS,
    lost: false,
  };
}

const apns = { ip: '17.57.144.10', port: 5223 };
const apns6 = { ip: '2620:149:a44:404::10', port: 5223 };
const fcm = { ip: '142.250.102.188', port: 5228 };

/**
 * The demo's household ten minutes before `upS`, when its clocks start. Heartbeats are ten minutes apart and
 * staggered, so that at any moment some push connection is in the flowtable or counting down. At `upS` both of the
 * iPhone's are: the IPv4 one spoke 10 s ago, the IPv6 one 70 s ago.
 */
export function household(
  kernel: KernelKind,
  upS: number,
  random: Random,
): { world: World; devices: Device[] } {
  const heartbeatS = 600;
  const atS = upS - heartbeatS;
  const push = (device: Device, from: string, to: { ip: string; port: number }, nextS: number) =>
    connectionOf(device, from, to, 40_000 + random(9_000), { heartbeatS, nextS: atS + nextS });
  const stream = { heartbeatS: 5, nextS: atS };
  const connections = [
    push(iPhone, iPhone.ip, apns, 590),
    push(iPhone, iPhone.ip6, apns6, 530),
    push(tablet, tablet.ip6, { ...apns6, ip: '2620:149:a44:404::23' }, 410),
    push(tablet, tablet.ip, { ...apns, ip: '17.57.144.23' }, 270),
    push(android, android.ip, fcm, 130),
    connectionOf(laptop, laptop.ip, { ip: '198.51.100.7', port: 443 }, 40_000 + random(9_000), stream),
  ];
  return {
    devices: [iPhone, tablet, android, laptop],
    world: { kernel, atS, connections, entries: [], nextPort: 50_000 + random(5_000) },
  };
}
