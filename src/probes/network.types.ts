/** One section of a file of UCI's, with those of its options that were asked for. */
export interface ConfigSection {
  /** The file's name in /etc/config. */
  file: string;
  type: string;
  name: string | null;
  options: Map<string, string[]>;
  /** Its lines as they stand in the file. */
  lines: string[];
}
export interface ConfigReading {
  sections: ConfigSection[];
}

/** One logical interface as netifd knows it: `wan`, `wan6`, `lan`, the tunnel a protocol made. */
export interface NetworkInterface {
  name: string;
  up: boolean;
  /** `dhcp`, `pppoe`, `dslite`, `464xlat`, `map`, `static` … */
  proto: string;
  /** Where its packets go in and out. */
  device: string | null;
  /** Seconds since it last came up. */
  uptimeS: number | null;
  ipv4: string[];
  ipv6: { ip: string; prefix: number; preferredS: number | null }[];
  /** Prefixes it gives to the LAN (`br-lan`) or was given by the provider (`wan6`). */
  assigned: { ip: string; prefix: number; preferredS: number | null }[];
  delegated: { ip: string; prefix: number; preferredS: number | null }[];
  /** Families for which a default route leads out of it. */
  defaults: ('ipv4' | 'ipv6')[];
  /** Name servers it was told of. */
  dns: string[];
}
export interface InterfacesReading {
  interfaces: NetworkInterface[];
}

export interface ProgramsReading {
  /** Programs that run, by the name the kernel has for them (15 characters at most), with their number. */
  running: { name: string; pid: number }[];
}

/** One chain that packets meet on their way in, with its rules as printed. */
export interface InterceptChain {
  /** `inet fw4 dstnat`, `iptables nat PREROUTING`. */
  chain: string;
  family: 'ipv4' | 'ipv6' | 'both';
  /** Base chains only: where a packet begins. */
  base: boolean;
  rules: string[];
}
export interface InterceptReading {
  /** Empty where nothing can take packets to a program: no such rule is loaded and no such program runs. */
  chains: InterceptChain[];
  /** Programs that did not tell their rules: `nft`, `iptables` …; more rules than are listed: `head`. */
  unread: string[];
  /** Listening sockets and the programs that hold them; `null`: whose it is was not told. */
  listening: { port: number; program: string | null }[];
  /** Idle time-outs, seconds, with the file each stands in. */
  idle: { path: string; line: string; seconds: number }[];
}

/** One name server's answer for one name. */
export interface DnsAnswer {
  name: string;
  server: string;
  /**
   * `address`: at least one that can be dialled. `null`: only addresses nobody is at (0.0.0.0, ::). `local`: only
   * addresses of this house. `nxdomain`, `refused`, `failed` (SERVFAIL): as the server said. `empty`: the name is
   * there and has no address. `none`: nothing in time, or nobody listens.
   */
  kind: 'address' | 'null' | 'local' | 'nxdomain' | 'refused' | 'failed' | 'empty' | 'none';
  addresses: string[];
}

export interface DnsReading {
  /** What each name server said of each name. */
  answers: DnsAnswer[];
  /** Lines of lists on this router that name one of the names, or a domain above it, with the file they stand in. */
  lists: { path: string; line: string }[];
}

/** One direction of a connection in a hardware packet engine. */
export interface PpeEntry {
  /** `BND`: forwarded by hardware; `UNB` and others: not. */
  state: string;
  /** As the packet arrives. */
  from: { ip: string; port: number };
  to: { ip: string; port: number };
  line: string;
}

export interface PpeReading {
  entries: PpeEntry[];
}
