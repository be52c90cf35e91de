import ipaddr from 'ipaddr.js';
import { establishedS, flowtableIdleS, flowtablePickupS } from '../kernel/timeouts.ts';

/** `affected`: pickup after the flowtable is 120 s whatever the state. `fixed`: it is the state's own timeout. */
export type KernelKind = 'affected' | 'fixed';

/** Seconds: the kernel's constants and OpenWrt's setting. */
export const seconds = {
  flowtable: flowtableIdleS,
  fixedPickup: flowtablePickupS,
  established: establishedS.openwrt,
} as const;

/** One connection-tracking entry of the demo router, as the kernel holds it. */
export interface Entry {
  family: 'ipv4' | 'ipv6';
  src: string;
  dst: string;
  sport: number;
  dport: number;
  /** Source address the other side sees: the WAN address behind NAT, else `src`. */
  seenAs: string;
  /** In the flowtable: the kernel shows neither timeout nor state. */
  offloaded: boolean;
  /** Router seconds of the last packet. */
  lastS: number;
  /** Router seconds at which it is forgotten; meaningless while offloaded. */
  deadlineS: number;
  assured: boolean;
  packets: [original: number, reply: number];
  bytes: [original: number, reply: number];
}

/** What an entry gets when it leaves the flowtable (kernel `flow_offload_fixup_ct`; v5.14 for `fixed`). */
const pickupS = (kernel: KernelKind): number =>
  kernel === 'affected' ? seconds.fixedPickup : seconds.established - seconds.flowtable;

/** The entry as it is at `atS` if no packet came since; `null` when it has been forgotten. */
export function settle(entry: Entry, atS: number, kernel: KernelKind): Entry | null {
  if (entry.offloaded) {
    const leavesS = entry.lastS + seconds.flowtable;
    if (atS < leavesS) return entry;
    const left = {
      ...entry,
      offloaded: false,
      deadlineS: leavesS + pickupS(kernel),
      assured: kernel === 'fixed',
    };
    return settle(left, atS, kernel);
  }
  return atS < entry.deadlineS ? entry : null;
}

/** The flowtable it was in is gone (firewall reload): back to the slow path at once. */
export const tornDown = (entry: Entry, atS: number, kernel: KernelKind): Entry =>
  entry.offloaded
    ? { ...entry, offloaded: false, deadlineS: atS + pickupS(kernel), assured: kernel === 'fixed' }
    : entry;

/** Written as /proc writes it: IPv6 in full, with leading zeros. */
const address = (text: string): string =>
  text.includes(':')
    ? ipaddr.IPv6.parse(text)
        .parts.map((part) => part.toString(16).padStart(4, '0'))
        .join(':')
    : text;

/** One line of /proc/net/nf_conntrack (kernel `ct_seq_show`); `entry` must be settled at `atS`. */
export function procLine(entry: Entry, atS: number): string {
  const l3 = entry.family === 'ipv4' ? 'ipv4     2' : 'ipv6     10';
  const timer = entry.offloaded ? '' : `${Math.max(0, Math.ceil(entry.deadlineS - atS) - 1)} ESTABLISHED `;
  const side = (src: string, dst: string, sport: number, dport: number, way: 0 | 1) =>
    `src=${address(src)} dst=${address(dst)} sport=${sport} dport=${dport} packets=${entry.packets[way]} bytes=${entry.bytes[way]}`;
  const flag = entry.offloaded ? '[OFFLOAD] ' : entry.assured ? '[ASSURED] ' : '';
  return [
    `${l3} tcp      6 ${timer}`,
    `${side(entry.src, entry.dst, entry.sport, entry.dport, 0)} `,
    `${side(entry.dst, entry.seenAs, entry.dport, entry.sport, 1)} `,
    `${flag}mark=0 zone=0 use=${entry.offloaded ? 3 : 2}`,
  ].join('');
}
