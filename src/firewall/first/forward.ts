/** The firewall a router runs, which decides how an exemption is written. */
export type FirewallKind = 'fw4' | 'fw3' | 'nftables' | 'iptables';

export type Family = 'ipv4' | 'ipv6';

/** One rule of the path a forwarded packet takes, in order, reduced to what matters here. */
export interface ForwardRule {
  /** Position along the path, from 0: the base chain with the chains it jumps to unfolded. */
  index: number;
  /** `offload`: puts flows into a flowtable. `exempt`: accepts push packets. `other`: anything else. */
  kind: 'offload' | 'exempt' | 'other';
  /** For `exempt`. */
  directions: ('original' | 'reply')[];
  families: Family[];
  /** Destination ports of push services it covers. */
  ports: { from: number; to: number }[];
  /** Accepts only what is established: a bare `sport` accept opens the LAN. */
  establishedOnly: boolean;
  /** Signed `pushmedic:…`. */
  ours: boolean;
  hardware: boolean;
  handle: number | null;
  /** The rule as the router prints it, for evidence. */
  line: string;
}

/** The chain in which offload and exemption meet; one per family where the firewall has two. */
export interface ForwardPath {
  firewall: FirewallKind;
  /** e.g. `inet fw4 forward` or `ip6tables FORWARD`. */
  chain: string;
  families: Family[];
  rules: ForwardRule[];
}
