import { z } from 'zod';

/** One side of a conntrack entry, as it travels: addresses normalised (IPv6 compressed, lower case). */
export interface Tuple {
  src: string;
  dst: string;
  sport: number;
  dport: number;
  packets?: number;
  bytes?: number;
}

/** One line of conntrack, from /proc or the tool, list or event. Source: kernel `ct_seq_show`, conntrack-tools 1.4.7. */
export interface ConntrackEntry {
  family: 'ipv4' | 'ipv6';
  proto: string;
  /** Seconds left; `null` while offloaded (the column is missing) or in some DESTROY events. */
  timeoutS: number | null;
  /** `ESTABLISHED` …; `null` while offloaded. */
  state: string | null;
  original: Tuple;
  reply: Tuple;
  unreplied: boolean;
  assured: boolean;
  offload: 'none' | 'software' | 'hardware';
  /** Unknown `key=value` of the tail (`mark`, `zone`, `use`, `delta-time`, `id` …). */
  tail: Record<string, string>;
  /** The line itself. */
  line: string;
}

/** A push connection of a device: an entry that belongs to a known push service. */
export interface Flow {
  /** `apns`, `fcm` …: id in `push/services.ts`. */
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
