import { z } from 'zod';

/** One side of a conntrack entry, as it travels: addresses normalised (IPv6 compressed, lower case). */
export interface Tuple {
  src: string;
  dst: string;
  sport: number;
  dport: number;
  /** What passed in this direction; missing where the kernel does not count (`nf_conntrack_acct=0`). */
  packets?: number;
  bytes?: number;
}

/** One line of conntrack, from /proc or the tool. Source: kernel `ct_seq_show`, conntrack-tools, and what vendors add. */
export interface ConntrackEntry {
  family: 'ipv4' | 'ipv6';
  proto: string;
  /** Seconds left; `null` while offloaded: the column is missing. */
  timeoutS: number | null;
  /** `ESTABLISHED` …; `null` while offloaded. */
  state: string | null;
  original: Tuple;
  reply: Tuple;
  unreplied: boolean;
  assured: boolean;
  offload: 'none' | 'software' | 'hardware';
  /** `mark=`, 32 bits; `null` where none is printed. */
  mark: number | null;
  /** Zone of what the device dialled: `zone=` or `zone-orig=`; `null` where none is printed. */
  zone: number | null;
  /** Every `key=value` that belongs to no tuple (`mark`, `zone-reply`, `use`, `delta-time`, `id`, `mac` …). */
  tail: Record<string, string>;
  /** Bracketed words that are none of the fields above, such as Keenetic's `FASTNAT` and `RTCACHE o33/r11`. */
  flags: string[];
  /** Words that are neither pair nor flag, such as Keenetic's `slan`, `swan`, `nomac`, `no_if`. */
  words: string[];
  /** The line itself. */
  line: string;
}

/** A push connection of a device: an entry that belongs to a known push service. */
export interface Flow {
  /** `apns`, `fcm` …: id of a service of `push/`. */
  service: string;
  device: { ip: string; mac: string | null; name: string | null };
  server: { ip: string; port: number };
  entry: ConntrackEntry;
  /** A rule above the offload rule accepts it, both ways, in its family. `null`: rules unknown. */
  exempt: boolean | null;
}

/** One look at a followed entry. */
export interface FollowSample {
  /** Seconds of the router's time since the first look. */
  atS: number;
  /** `null`: not in the table at that moment. One such sample alone proves nothing. */
  entry: ConntrackEntry | null;
}

/** What the router's kernel does to an idle flow that left the flowtable. */
export const offloadClassSchema = z.enum([
  'fixed-pickup',
  'low-timeout',
  'hardware-desync',
  'normal',
  'not-offloaded',
  'unknown',
]);
export type OffloadClass = z.infer<typeof offloadClassSchema>;
