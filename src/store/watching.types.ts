import type { Address } from '../model/command.ts';
import type { Quiet } from '../notices/quiet.ts';
import type { NoticeState } from '../notices/state.ts';
import type { Watch, WatchEvent } from '../watch/events.ts';

/** Which chats want to hear of which routers. One watch per router and chat. */
export interface WatchStore {
  /** Replaces the chat's watch of that router, if any. */
  put(watch: Watch): Promise<void>;
  /** False when there was none. */
  remove(routerId: string, to: Address): Promise<boolean>;
  of(routerId: string): Promise<Watch[]>;
  /** The router is no longer known: its watches, its journal, and what was told of it go. */
  forget(routerId: string): Promise<void>;
  /** Ids of the routers that anybody watches. */
  routers(): Promise<string[]>;
}

/** What is to be done at some time, by whichever worker comes first. */
export type Task =
  | { kind: 'event'; routerId: string; eventId: string }
  | { kind: 'watch'; watchId: string }
  | { kind: 'digest'; digestId: string };

export interface Claimed {
  task: Task;
  /** Until then nobody else takes it. */
  leaseUntil: number;
}

/** A digest that a chat gets: of all routers that it watches. */
export interface Digest {
  to: Address;
  account: Watch['account'];
  language: Watch['language'];
  every: 'daily' | 'weekly';
  /** End of the time that was told last; the next digest begins there. */
  from: number;
  dueAt: number;
}

/** How a person wants to be told. */
export interface PersonalHours {
  quiet: Quiet | null;
  /** IANA time zone; null: that of the machine. */
  zone: string | null;
}

export interface NoticeStore {
  /** Keeps an event in its router's journal (35 days, 5000 events) and puts it on the due-list. False: known already. */
  record(event: WatchEvent, now: number): Promise<boolean>;
  event(routerId: string, eventId: string): Promise<WatchEvent | null>;
  /** Events with `from` ≤ `at` < `to`, oldest first. */
  events(routerId: string, from: number, to: number): Promise<WatchEvent[]>;
  /** What a chat was told; `version` for {@link NoticeStore.swap}. */
  state(watchId: string): Promise<{ state: NoticeState; version: string }>;
  /**
   * Replaces what was read as `version`, and enters on the due-list when there is next something to hand over. False when
   * somebody else was faster: read it again.
   */
  swap(watchId: string, version: string, state: NoticeState, dueAt: number | null): Promise<boolean>;
  /** Takes what is due; each for `leaseMs`, after which it is due again unless {@link NoticeStore.done}. */
  claim(now: number, leaseMs: number, limit: number): Promise<Claimed[]>;
  /** Takes it off the list, unless it was entered anew in the meantime. */
  done(claimed: Claimed): Promise<void>;
  digest(to: Address): Promise<Digest | null>;
  digestById(digestId: string): Promise<Digest | null>;
  /** Replaces the chat's digest and enters it on the due-list; `null` ends it. */
  setDigest(to: Address, digest: Digest | null): Promise<void>;
  /** Moves a digest on from `from`; false when it was moved, changed or ended by somebody else. */
  moveDigest(digestId: string, from: number, next: Digest): Promise<boolean>;
  hours(person: string): Promise<PersonalHours>;
  setHours(person: string, hours: PersonalHours): Promise<void>;
}
