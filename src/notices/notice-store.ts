import type { Address } from '../model/address.ts';
import type { WatchEvent } from '../watch/events.ts';
import type { NoticeState } from './state.ts';
import type { Claimed, Digest, PersonalHours } from './task.ts';
import type { ZoneStore } from './zones/reader.ts';

/** What happened on routers, what chats were told of it, when they are told next, and how. */
export interface NoticeStore extends ZoneStore {
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
