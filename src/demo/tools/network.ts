import type { Machine } from '../machine.ts';
import { type Answer, type Call, said, unknownCall } from './tool.ts';

const addresses = (v4: boolean, v6: boolean, only: string | undefined): string =>
  [
    { index: 5, name: 'wan', v4: '203.0.113.2/24 brd 203.0.113.255', v6: '2001:db8:1::2/64' },
    { index: 6, name: 'br-lan', v4: '192.168.1.1/24 brd 192.168.1.255', v6: 'fd00:1::1/60' },
  ]
    .filter((device) => only === undefined || device.name === only)
    .map(({ index, name, v4: four, v6: six }) =>
      [
        `${index}: ${name}: <BROADCAST,MULTICAST,UP,LOWER_UP> mtu 1500 qdisc noqueue state UP qlen 1000\n`,
        '    link/ether 02:00:5e:00:53:01 brd ff:ff:ff:ff:ff:ff\n',
        v4 ? `    inet ${four} scope global ${name}\n       valid_lft forever preferred_lft forever\n` : '',
        v6 ? `    inet6 ${six} scope global \n       valid_lft forever preferred_lft forever\n` : '',
      ].join(''),
    )
    .join('');

const routes4 = `default via 203.0.113.1 dev wan  src 203.0.113.2 
192.168.1.0/24 dev br-lan scope link  src 192.168.1.1 
203.0.113.0/24 dev wan scope link  src 203.0.113.2 
`;
const routes6 = `default from 2001:db8:1::/64 via fe80::1 dev wan  metric 512 
2001:db8:1::/64 dev wan  metric 256 
fd00:1::/64 dev br-lan  metric 1024 
`;

/** Seconds after its last word for which a neighbour is called reachable (kernel `neighbour.c`, about 30 s). */
const reachableS = 30;

function neighbours({ devices, world }: Machine, v4: boolean, v6: boolean): string {
  const line = (ip: string, device: string, mac: string, state = 'REACHABLE') =>
    `${ip} dev ${device} lladdr ${mac} ${state} \n`;
  const stateOf = (ip: string) =>
    world.connections.some(
      ({ device, nextS, heartbeatS }) => device === ip && world.atS - (nextS - heartbeatS) < reachableS,
    )
      ? 'REACHABLE'
      : 'STALE';
  return [
    v4 ? line('203.0.113.1', 'wan', '02:00:5e:00:53:fe') : '',
    ...devices.map(({ ip, mac }) => (v4 ? line(ip, 'br-lan', mac, stateOf(ip)) : '')),
    ...devices.map(({ ip, ip6, mac }) => (v6 && ip6 !== null ? line(ip6, 'br-lan', mac, stateOf(ip)) : '')),
  ].join('');
}

/** One line per address, as `-o` has it. */
function oneLine(text: string): string {
  let device = '';
  const lines = text.split('\n').flatMap((line) => {
    device = /^(\d+: [\w-]+):/.exec(line)?.[1] ?? device;
    return line.startsWith('    inet')
      ? `${device.padEnd(10)}${line.trimEnd()}\\       valid_lft forever preferred_lft forever\n`
      : [];
  });
  return lines.join('');
}

/** The demo router's `ip`: neigh, route and addr, shown only. */
export function ip(call: Call, machine: Machine): Answer {
  const args = call.args.filter((arg) => arg !== '-o');
  const single = args.length < call.args.length;
  const family = args[0] === '-4' || args[0] === '-6' ? args.shift() : undefined;
  const [v4, v6] = [family !== '-6', family !== '-4'];
  const [object = '', verb = 'show', ...more] = args;
  if (verb !== 'show' && verb !== 'list') return unknownCall(call);
  const device = more[0] === 'dev' ? more[1] : undefined;
  if (/^n(eigh(bou?r)?)?$/.test(object) && more.length === 0) return said(neighbours(machine, v4, v6));
  if (/^a(ddr(ess)?)?$/.test(object) && (more.length === 0 || device !== undefined))
    return said(single ? oneLine(addresses(v4, v6, device)) : addresses(v4, v6, device));
  if (/^r(oute)?$/.test(object) && (more.length === 0 || more.join(' ') === 'default')) {
    const routes = family === '-6' ? routes6 : routes4;
    const all = more.length === 0;
    return said(all ? routes : `${routes.split('\n').find((line) => line.startsWith('default'))}\n`);
  }
  return unknownCall(call);
}

/** `ping`: everything the demo router knows of answers, once. */
export function ping(call: Call): Answer {
  const host = call.args.at(-1) ?? '';
  if (!/^[\w.:]+$/.test(host)) return unknownCall(call);
  return said(`1 packets transmitted, 1 packets received, 0% packet loss\n`);
}
