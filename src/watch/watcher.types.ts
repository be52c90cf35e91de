import type { Log } from '../model/log.ts';
import type { Sessions } from '../ssh/session.types.ts';
import type { WatchEvent } from './events.ts';
import type { WatcherStores } from './watcher-stores.ts';

/** Milliseconds unless named otherwise. */
export interface WatchTiming {
  /** Seconds between two looks at the table, and at the rules. */
  everyS: number;
  rulesEveryS: number;
  /** How long a lease outlives its worker, and how often it is renewed. */
  leaseMs: number;
  renewMs: number;
  /** A run of the loop that says nothing for so long is broken. It says something every half minute. */
  silentMs: number;
  /** First and longest pause before a router is tried again. */
  pauseMs: { first: number; longest: number };
  /** Longest time what is known of a quiet router goes unsaved. */
  saveMs: number;
  /** Between two looks at rules that seem lost: a reload may be under way. */
  confirmMs: number;
  /** Shorter times without a look are not told. */
  blindMs: number;
  /** For how long a router is tried in vain until chats hear of it. */
  unreachableMs: number;
}

export const realTiming: WatchTiming = {
  everyS: 8,
  rulesEveryS: 60,
  leaseMs: 30_000,
  renewMs: 10_000,
  silentMs: 90_000,
  pauseMs: { first: 1_000, longest: 60_000 },
  saveMs: 60_000,
  confirmMs: 8_000,
  blindMs: 30_000,
  unreachableMs: 600_000,
};

export interface WatcherSetup {
  store: WatcherStores;
  sessions: Sessions;
  /** Handed over at least once; the id makes it once. Rejections are tried again. */
  onEvent(event: WatchEvent): Promise<void>;
  log: Log;
  /** A router's time, epoch ms: the machine's own, save for the demo router's. */
  now?: (routerId: string) => number;
  timing?: Partial<WatchTiming>;
  /** Names this worker among all; a new one by default. */
  worker?: string;
  /** Routers are held to the allowed addresses. Default true. */
  limited?: boolean;
}

export interface Watchers {
  /** Routers this worker watches; of these, with a loop that runs; tried in vain for so long that chats heard of it. */
  counts(): { held: number; watching: number; unreachable: number };
  /** Stops watching and gives the leases back. */
  close(): Promise<void>;
}

/** How far watching one router has come. */
export type WatchStanding = 'trying' | 'watching' | 'unreachable';

/** What watching one router needs from its worker. */
export interface WatchContext {
  setup: WatcherSetup;
  timing: WatchTiming;
  worker: string;
  limited: boolean;
  now(): number;
  /** Waits until the lease is certain, or false when it is lost. */
  holds(routerId: string): Promise<boolean>;
  /** Waits for one's turn to connect and read: few do so at a time. Gives what ends the turn. */
  turn(signal: AbortSignal): Promise<() => void>;
}
