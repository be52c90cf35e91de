import type {
  ConfigReading,
  DnsReading,
  InterceptReading,
  InterfacesReading,
  PpeReading,
  ProgramsReading,
} from './network.types.ts';

/** What the probes read off a router. One interface per probe; the key in {@link Readings} is the probe's id. */
export interface Readings {
  system: SystemReading;
  firmware: FirmwareReading;
  clock: ClockReading;
  tools: ToolsReading;
  uci: UciReading;
  nft: NftReading;
  iptables: IptablesReading;
  sysctls: SysctlReading;
  conntrack: ConntrackReading;
  table: TableReading;
  leases: LeaseReading;
  neighbours: NeighbourReading;
  log: LogReading;
  wan: WanReading;
  own: OwnReading;
  config: ConfigReading;
  interfaces: InterfacesReading;
  programs: ProgramsReading;
  intercept: InterceptReading;
  dns: DnsReading;
  ppe: PpeReading;
}
export type ProbeId = keyof Readings;

export interface SystemReading {
  kernel: string;
  hostname: string;
  model: string | null;
  /** `OpenWrt`, `ImmortalWrt`, `Debian GNU/Linux` … as the router says it. */
  distribution: string | null;
  release: string | null;
  target: string | null;
  lines: string[];
}
export interface FirmwareReading {
  /** Lines that tell a firmware other than OpenWrt, and its settings: `nvram hw_nat_mode=4`. */
  lines: string[];
}
export interface ClockReading {
  /** The router's own epoch seconds and uptime seconds at the snapshot. */
  epochS: number;
  uptimeS: number;
}
export interface ToolsReading {
  /** Tools found in PATH, e.g. `nft`, `fw4`, `fw3`, `iptables`, `ip6tables`, `uci`, `conntrack`. `/sbin/fw3` that is a link to fw4 is not listed as fw3. */
  found: string[];
  /** `iptables -V` back end, where iptables exists. */
  iptablesBackend: 'legacy' | 'nft' | null;
  /** Modules and files that tell of other accelerators: `shortcut_fe`, `ecm`, `mtkhnat`, `hw_nat`, `turboacc` … */
  accelerators: string[];
  lines: string[];
}
export interface UciReading {
  flowOffloading: boolean;
  flowOffloadingHw: boolean;
  dropInvalid: boolean;
  /** `uci show firewall`, as key → value(s). */
  entries: Record<string, string[]>;
  lines: string[];
}
/** One nft rule; order in the array is the order in the chain (handles are not). */
export interface NftRule {
  family: string;
  table: string;
  chain: string;
  /** `null` where it was not printed. */
  handle: number | null;
  comment: string | null;
  /** Statements as libnftables-json(5) has them, whichever form was read. */
  expr: unknown[];
  /** The rule's own text, where text was read. */
  line?: string;
}
export interface NftTable {
  family: string;
  name: string;
  /** `flags dormant`: its chains are hooked in nowhere. `null`: not known (JSON of nft 1.0.6 prints it wrongly). */
  dormant: boolean | null;
}
export interface NftChain {
  family: string;
  table: string;
  name: string;
  /** Base chains only. */
  hook: string | null;
  prio: number | null;
  policy: string | null;
}
export interface NftFlowtable {
  family: string;
  table: string;
  name: string;
  devices: string[];
  /** `flags offload` in the text form; JSON of nft 1.0.6 does not show it. */
  hardware: boolean;
}
/** A named set or map. */
export interface NftSet {
  family: string;
  table: string;
  name: string;
  map: boolean;
  /** Elements as libnftables-json(5) has them, pairs of key and data in a map; `null`: they were not listed. */
  elements: unknown[] | null;
  /** Addresses and prefixes, where only elements that touch one of them were listed; `null`: all were. */
  about: string[] | null;
}
export interface NftReading {
  tables: NftTable[];
  /** Chains a forwarded packet can get to; their rules in order. */
  chains: NftChain[];
  rules: NftRule[];
  flowtables: NftFlowtable[];
  sets: NftSet[];
  /** The rules as text, for evidence: `table …` headers and the blocks of the chains above. */
  lines: string[];
  /** What was left out or not understood, a sentence each; empty when all that a forwarded packet meets is here. */
  gaps: string[];
}
export interface IptablesReading {
  /** Lines of `iptables -S` or `iptables-save`: FORWARD and the chains it leads to. Absent family: null. */
  ipv4: string[] | null;
  ipv6: string[] | null;
  /** A person pasted the rules of this family alone: of the other nothing is known. */
  only?: 'ipv4' | 'ipv6';
}
export interface SysctlReading {
  /** Name without `net.netfilter.` → value. Only those that exist. Absence is information. */
  values: Record<string, number>;
}
/** Conntrack entries of push flows only: filtered on the router. */
export interface ConntrackReading {
  source: '/proc/net/nf_conntrack' | '/proc/net/ip_conntrack' | 'conntrack -L';
  /** Raw lines of push connections, at most 400; more were left out if `truncated`. */
  lines: string[];
  truncated: boolean;
  /** Lines that are no entry to us, and count for nothing. */
  refused: number;
}
export interface TableReading {
  count: number;
  max: number;
  /** Summed over CPUs; a column this kernel does not have is missing. */
  stats: Record<string, number>;
  /** Times the kernel log says `table full`. */
  fullInLog: number;
  lines: string[];
}
export interface LeaseReading {
  /** Names as the devices sent them, made plain. `expires` epoch seconds, 0 = never. `mac`: `null` in DHCPv6 leases. */
  leases: { mac: string | null; ip: string; name: string | null; expires: number }[];
}
export interface NeighbourReading {
  neighbours: { ip: string; mac: string | null; device: string; state: string }[];
}
export interface LogReading {
  /** Lines of the system log that tell of lost rules, entries, packets and lines outside, newest last. */
  lines: string[];
}
export interface WanReading {
  /** Addresses on the device of the default route. */
  device: string | null;
  addresses: string[];
}
export interface OwnReading {
  /** Files and UCI sections of ours that exist, with their text. */
  files: { path: string; text: string }[];
  /** Plan ids of rollbacks that are scheduled. */
  armed: string[];
  /** Files of other hands that are in /etc/nftables.d and names of UCI includes: path list. */
  foreign: string[];
}
