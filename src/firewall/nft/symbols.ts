/** What nft calls a value of a field: the field's type, as `nft describe` names it, where it has one. */
export type Type =
  | 'ipv4_addr'
  | 'ipv6_addr'
  | 'inet_service'
  | 'inet_proto'
  | 'nf_proto'
  | 'ether_type'
  | 'mark'
  | 'ct_state'
  | 'ct_status'
  | 'ct_dir'
  | 'tcp_flag'
  | 'pkt_type'
  | 'fib_addrtype'
  | 'boolean'
  | 'integer';

/** Bits and numbers behind the names (kernel uapi: nf_conntrack_common.h, nf_conntrack_tcp.h, in.h, if_packet.h, rtnetlink.h). */
const names: Partial<Record<Type, Readonly<Record<string, number>>>> = {
  inet_proto: {
    icmp: 1,
    igmp: 2,
    ipencap: 4,
    tcp: 6,
    udp: 17,
    dccp: 33,
    ipv6: 41,
    'ipv6-frag': 44,
    gre: 47,
    esp: 50,
    ah: 51,
    icmpv6: 58,
    'ipv6-icmp': 58,
    ospf: 89,
    comp: 108,
    vrrp: 112,
    sctp: 132,
    udplite: 136,
  },
  nf_proto: { ipv4: 2, ip: 2, ipv6: 10, ip6: 10 },
  ether_type: { ip: 0x0800, arp: 0x0806, vlan: 0x8100, '8021q': 0x8100, '8021ad': 0x88a8, ip6: 0x86dd },
  ct_state: { invalid: 1, established: 2, related: 4, new: 8, untracked: 64 },
  ct_status: {
    expected: 1,
    'seen-reply': 2,
    assured: 4,
    confirmed: 8,
    snat: 16,
    dnat: 32,
    dying: 512,
  },
  ct_dir: { original: 0, reply: 1 },
  tcp_flag: { fin: 1, syn: 2, rst: 4, psh: 8, ack: 16, urg: 32, ecn: 64, cwr: 128 },
  pkt_type: { host: 0, unicast: 0, broadcast: 1, multicast: 2, other: 3 },
  fib_addrtype: {
    unspec: 0,
    unicast: 1,
    local: 2,
    broadcast: 3,
    anycast: 4,
    multicast: 5,
    blackhole: 6,
    unreachable: 7,
    prohibit: 8,
  },
  boolean: { missing: 0, exists: 1, false: 0, true: 1 },
  inet_service: { ssh: 22, smtp: 25, domain: 53, http: 80, ntp: 123, imap: 143, https: 443, imaps: 993 },
};

/** Types whose values are sets of bits: a list of names asks for any of them. */
export const isBits = (type: Type): boolean =>
  type === 'ct_state' || type === 'ct_status' || type === 'tcp_flag' || type === 'mark';

/** A number, in digits or by its name; `null` for anything else. */
export function numberOf(type: Type, value: unknown): number | null {
  if (typeof value === 'number') return Number.isSafeInteger(value) && value >= 0 ? value : null;
  if (typeof value === 'boolean') return Number(value);
  if (typeof value !== 'string') return null;
  if (/^(\d{1,15}|0x[0-9a-fA-F]{1,12})$/.test(value)) return Number(value);
  const known = names[type];
  return known && Object.hasOwn(known, value) ? (known[value] ?? null) : null;
}
