import { normaliseIp } from '../model/ip.ts';
import { absent, type Probe, type Section, value } from './engine/probe.ts';
import { linesOf, wordsOf } from './engine/text.ts';
import type { NeighbourReading } from './readings.ts';

type Neighbour = NeighbourReading['neighbours'][number];

/** Who answers at which address: for IPv6 the only way to a device's name. Without `ip`: IPv4 from /proc/net/arp. */
export const neighbours: Probe<'neighbours'> = {
  id: 'neighbours',
  script: `
if command -v ip >/dev/null; then
n=$(ip neigh show)
bounded "$n" 500
elif [ -r /proc/net/arp ]; then head -n 500 /proc/net/arp
else return 3
fi`,
  parse({ status, text }: Section) {
    if (status === 3) return absent('neither ip nor /proc/net/arp');
    return value({ neighbours: linesOf(text).flatMap((line) => parseNeighbour(line) ?? []) });
  },
};

/** One line of `ip neigh` or of /proc/net/arp; `null` for anything else. */
export const parseNeighbour = (line: string): Neighbour | null => fromIp(line) ?? fromArp(line);

/** `192.168.1.2 dev br-lan lladdr 52:55:c0:a8:01:02 REACHABLE`; busybox puts counters before the state. */
function fromIp(line: string): Neighbour | null {
  const words = wordsOf(line);
  const ip = normaliseIp(words[0] ?? '');
  const device = words[1] === 'dev' ? words[2] : undefined;
  const state = words.at(-1) ?? '';
  if (ip === null || device === undefined || !/^[A-Z]+$/.test(state)) return null;
  const mac = words[3] === 'lladdr' ? (words[4]?.toLowerCase() ?? null) : null;
  return { ip, mac, device, state };
}

/** `192.168.1.2  0x1  0x2  52:55:c0:a8:01:02  *  br-lan`; flag 0x2 means complete. */
function fromArp(line: string): Neighbour | null {
  const [address = '', type = '', flags = '', mac = '', , device = ''] = wordsOf(line);
  const ip = normaliseIp(address);
  if (ip === null || !/^0x[0-9a-f]+$/.test(type) || device === '') return null;
  const complete = (Number.parseInt(flags, 16) & 2) !== 0;
  return {
    ip,
    mac: complete ? mac.toLowerCase() : null,
    device,
    state: complete ? 'REACHABLE' : 'INCOMPLETE',
  };
}
