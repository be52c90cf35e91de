/** The firewall a router runs, which decides how a rule is written and kept there. */
export type FirewallKind = 'fw4' | 'fw3' | 'nftables' | 'iptables';

export type Family = 'ipv4' | 'ipv6';

/** Which way a packet of a connection travels: as its first packet did, or as the answer. */
export type Direction = 'original' | 'reply';

/** `unknown` is an answer: something decides that was not read or not understood. */
export type Answer = 'yes' | 'no' | 'unknown';

/** A rule as the router prints it, and where it stands. */
export interface RuleLine {
  firewall: FirewallKind;
  /**
   * The way to it from its base chain: `inet fw4 forward`, `ip6tables FORWARD`,
   * `iptables FORWARD > forwarding_rule_zapret`.
   */
  chain: string;
  /** nft's handle, where it was printed. */
  handle: number | null;
  comment: string | null;
  /** Verbatim, on one line; hostile. */
  line: string;
}

/** A base chain that puts forwarded TCP into a flowtable, itself or through chains it reaches. */
export interface OffloadSite {
  firewall: FirewallKind;
  /** Where an exemption has to stand, on top: `inet fw4 forward`, `iptables FORWARD`. */
  base: string;
  /** The families whose TCP connections it takes. */
  families: Family[];
  /** Whether what it takes is handed on to hardware. */
  hardware: boolean;
  /** The offload rules, in the order in which a packet meets them. */
  rules: RuleLine[];
}

/** A network device: its name, one that is certainly not among `not`, or `null` for not known. */
export type Device = string | { not: readonly string[] } | null;

/** One TCP connection through the router, as far as it is known. What is `null` may be anything. */
export interface Connection {
  family: Family;
  /** The address in the LAN that dialled, before NAT. */
  client: string | null;
  clientPort: number | null;
  /** What it talks to: an address, or prefixes in one of which the address lies. */
  server: string | readonly string[] | null;
  serverPort: number | null;
  /** Where packets of the client come in and go out. */
  lan: Device;
  wan: Device;
  /** The entry's `mark=`. */
  mark: number | null;
  /** The reply tuple of its entry, where NAT changed something. */
  reply?: { src: string; dst: string; sport: number; dport: number };
  /** Packets of the entry so far. */
  packets?: number;
}

/** What the rules do to packets of one direction. */
export interface DirectionFate {
  offloaded: Answer;
  /** For `yes` and `unknown` the offload rules it reaches; for `no` the rules that keep it out of them. */
  rules: RuleLine[];
  /** What was not understood and matters, a sentence each, for the log and for evidence; empty unless `unknown`. */
  doubts: string[];
}

/** What the rules do to an established connection: offloaded when either direction is. */
export interface Fate {
  offloaded: Answer;
  original: DirectionFate;
  reply: DirectionFate;
}

/**
 * `full`: neither direction reaches an offload rule. `below`: it does, and the exemption stands after it, where it
 * does nothing. `one-direction`: only one direction is kept out, so the flow is offloaded by the other. `none`: nothing
 * keeps it out. `unknown`: a rule that was not read or not understood decides.
 */
export type Coverage = 'full' | 'below' | 'one-direction' | 'none' | 'unknown';

/** How well a kind of connection is kept out of offload, whoever in the LAN makes it. */
export interface Cover {
  coverage: Coverage;
  /** The rules that exempt, also those that do so in vain (below, one direction), in the order of the chain. */
  rules: RuleLine[];
  /** Rules that keep some devices out by their address alone: each of these is to be asked about by itself. */
  onlySome: RuleLine[];
  doubts: string[];
}

/**
 * Which connections are meant: to `port`, and to one of `servers` (prefixes) where the service keeps to them; else to
 * anywhere on the Internet.
 */
export interface ServiceQuestion {
  family: Family;
  port: number;
  servers?: readonly string[];
  lan?: Device;
  wan?: Device;
  /** One base chain only, as {@link OffloadSite.base} names it. */
  base?: string;
  /** Exempting rules that count; others are taken for not there. All by default. */
  counts?: (rule: RuleLine) => boolean;
}
