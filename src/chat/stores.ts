import type { PlanStore } from '../changes/plan-store.ts';
import type { AccountId, Address } from '../model/address.ts';
import type { Press } from '../model/button.ts';
import type { HistoryEntry } from '../model/history.ts';
import type { Language } from '../model/language.ts';
import type { Reply } from '../model/message.ts';
import type { Acquaintance, Person, Role } from '../model/person.ts';
import type { Device, Router } from '../model/router.ts';
import type { NoticeStore } from '../notices/notice-store.ts';
import type { PushTestStore } from '../watch/arrival/test-store.ts';
import type { LeaseStore } from '../watch/lease-store.ts';
import type { WatchStore } from '../watch/watch-store.ts';
import type { RequestStore } from './request-store.ts';

/** People, their accounts, roles and languages. */
export interface PeopleStore {
  of(account: AccountId): Promise<Person>;
  /** Makes `account` an owner if `code` is the open claim code (single use, 15 minutes). */
  claim(account: AccountId, name: string, code: string): Promise<boolean>;
  /** A new claim code, or null when somebody owns this bot already. */
  openClaim(): Promise<string | null>;
  /** A new claim code where nobody owns this bot and the one before has run out or was used; else `code` is null. */
  renewClaim(): Promise<{ isOwned: boolean; code: string | null }>;
  /** Exactly these are owners from now on; an empty list changes nothing. */
  setOwners(accounts: readonly AccountId[]): Promise<void>;
  /** False when nobody would be an owner any more: nothing has changed then. */
  setRole(account: AccountId, role: Role | null, name?: string): Promise<boolean>;
  /** What is known of somebody with a role who speaks. */
  met(person: Person, account: AccountId, as: Acquaintance): Promise<void>;
  setLanguage(account: AccountId, language: Language): Promise<void>;
  /** One-time code that joins another account to this person (15 minutes). */
  openLink(account: AccountId): Promise<string>;
  /** False when the code is wrong, or when `account` has more rights than who opened it: those are not handed on. */
  link(account: AccountId, code: string): Promise<boolean>;
  list(): Promise<Person[]>;
  /** True the first time a stranger asks (one polite refusal, then silence for a day). */
  refuseOnce(account: AccountId): Promise<boolean>;
}

/** Registered routers, and what was seen on them. */
export interface RouterStore {
  add(router: Router): Promise<boolean>;
  get(id: string): Promise<Router | null>;
  byName(name: string): Promise<Router | null>;
  list(): Promise<Router[]>;
  update(id: string, change: Partial<Omit<Router, 'id'>>): Promise<Router | null>;
  remove(id: string): Promise<boolean>;
  /** Devices seen lately on a router, newest first, for completion. */
  sawDevices(id: string, devices: Device[]): Promise<void>;
  devices(id: string): Promise<Device[]>;
}

export interface PressStore {
  /** Stores what a button stands for; the short id fits `custom_id` and `callback_data`. Kept 60 days. */
  put(press: Press): Promise<string>;
  get(id: string): Promise<Press | null>;
}

export interface DetailStore {
  /** Keeps the long form of an answer for **Details**; 30 days. */
  put(reply: Reply): Promise<string>;
  get(id: string): Promise<Reply | null>;
}

export interface MessageStore {
  /**
   * The platform's message for a delivery key, with the newest revision delivered, and when the platform took the first
   * (epoch ms; missing where it was posted in answer to a call).
   */
  get(key: string): Promise<{ message: string; revision: number; takenAt?: number } | null>;
  set(key: string, message: string, revision: number): Promise<void>;
}

export interface HistoryStore {
  write(entry: HistoryEntry): Promise<void>;
  /** Newest first; of all routers for `null`. */
  read(routerId: string | null, limit: number): Promise<HistoryEntry[]>;
}

export interface TargetStore {
  /** Dead addresses (blocked, kicked, deleted): not written to until they speak again. */
  markDead(to: Address, why: string): Promise<void>;
  revive(to: Address): Promise<void>;
  isDead(to: Address): Promise<boolean>;
  /** Group became a supergroup: old chat id → new. */
  migrate(platform: Address['platform'], from: string, to: string): Promise<void>;
  resolve(to: Address): Promise<Address>;
  /** The chat under the first id it was known by: what is kept for a chat is kept under that. */
  origin(to: Address): Promise<Address>;
}

export interface ChatStore {
  /** Whether everybody in a group may read names and addresses of devices. Default: no. */
  showsNames(to: Address): Promise<boolean>;
  setShowsNames(to: Address, shown: boolean): Promise<void>;
  /** The number a phone has in this chat on the day (UTC) of `now` (epoch ms), from 1. The name itself is not kept. */
  phoneNumber(to: Address, name: string, now: number): Promise<number>;
}

/** Small named values (e.g. hash of the registered command set). */
export interface NoteStore {
  get(name: string): Promise<string | null>;
  set(name: string, value: string): Promise<void>;
}

/** What commands and the parts that serve them ask to be kept. Every method is one atomic step. */
export interface CommandStores {
  people: PeopleStore;
  requests: RequestStore;
  routers: RouterStore;
  plans: PlanStore;
  presses: PressStore;
  pushTests: PushTestStore;
  details: DetailStore;
  messages: MessageStore;
  history: HistoryStore;
  targets: TargetStore;
  chats: ChatStore;
  watches: WatchStore;
  leases: Pick<LeaseStore, 'state'>;
  notices: NoticeStore;
}
