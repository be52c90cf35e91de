/** Settings below /proc/sys/net/netfilter that decide how long a quiet connection lives. */
export const sysctlNames = {
  established: 'nf_conntrack_tcp_timeout_established',
  unacknowledged: 'nf_conntrack_tcp_timeout_unacknowledged',
  loose: 'nf_conntrack_tcp_loose',
  udp: 'nf_conntrack_udp_timeout',
  udpStream: 'nf_conntrack_udp_timeout_stream',
  /** There since v5.14, while flow tables are built in: its absence beside one that is used tells of a fixed pickup. */
  flowtable: 'nf_flowtable_tcp_timeout',
  udpFlowtable: 'nf_flowtable_udp_timeout',
  /** In no kernel that was released; a box that has it can be cured by it. */
  flowtablePickup: 'nf_flowtable_tcp_pickup',
} as const;
