import type { OffloadClass } from '../conntrack/flow.ts';
import type { AccountId, Address } from '../model/command.ts';
import type { Evidence } from '../model/evidence.ts';
import type { Language } from '../words/words.ts';

/** Which phone and which push connection an event is about. Names are hostile. */
export interface WatchedFlow {
  /** Id in `push/services.ts`. */
  service: string;
  family: 'ipv4' | 'ipv6';
  device: { ip: string; mac: string | null; name: string | null };
  server: { ip: string; port: number };
}

/**
 * What a watcher has to tell. Times are epoch ms of our clock, corrected from the router's own.
 * `id` is the same however often it is derived from the same life: what makes notices exactly-once.
 */
export type WatchEvent = { id: string; routerId: string; at: number } & (
  | {
      /** The router forgot an idle push connection while the phone was at home. */
      kind: 'evicted';
      flow: WatchedFlow;
      /** Seconds since its last packet, as well as the samples tell. */
      idleS: number;
      class: OffloadClass;
      /** Of `idleS`, seconds since it left the flowtable, where that was seen. */
      countingS?: number;
      evidence: Evidence[];
    }
  /** A gap ends without the phone: it left home, or nothing more was heard of it. How long it lasted is not known. */
  | { kind: 'left'; evictedId: string; flow: WatchedFlow }
  | {
      /** The same phone's connection is there again; `evictedId` is the eviction it ends. */
      kind: 'back';
      evictedId: string;
      flow: WatchedFlow;
      unreachableS: number;
      evidence: Evidence[];
    }
  /** All entries went at once: firewall restart, WAN redial, reboot. No news for a phone. */
  | { kind: 'flushed'; count: number; why: 'firewall' | 'redial' | 'reboot' | 'unknown' }
  /**
   * Nobody watched between these moments; nothing is guessed about them. `why`: `reboot` of the router, `pushmedic` (our
   * own restart, or another worker took over), or the cause of a failure.
   */
  | { kind: 'unwatched'; from: number; to: number; why: string }
  /** Our rules: gone, below the offload rule, back, or no longer needed (new kernel). */
  | { kind: 'guard'; state: 'lost' | 'displaced' | 'restored' | 'not-needed'; evidence: Evidence[] }
);

export type WatchEventOf<K extends WatchEvent['kind']> = Extract<WatchEvent, { kind: K }>;

/** Who wants to hear of a router, and how. Stored per router and chat. */
export interface Watch {
  routerId: string;
  to: Address;
  account: AccountId;
  language: Language;
  /** Lost rules are put back without asking. */
  keepFixed: boolean;
  since: number;
}
