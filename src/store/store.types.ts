import type { Plan } from '../changes/plan.types.ts';
import type { AccountId, Address, Role } from '../model/command.ts';
import type { Reply } from '../model/message.ts';
import type { Router } from '../ssh/router.ts';
import type { Language } from '../words/words.ts';
import type { LeaseStore } from './leases.types.ts';
import type { NoticeStore, WatchStore } from './watching.types.ts';

/** One human, however many accounts: linked accounts share role and routers. */
export interface Person {
  id: string;
  accounts: AccountId[];
  role: Role | null;
  language: Language | null;
  name: string;
}

/** One line of the audit: each mutating path writes exactly one `start` and one `end`. */
export interface HistoryEntry {
  at: number;
  routerId: string;
  routerName: string;
  account: AccountId | 'pushmedic';
  personName: string;
  action: 'diagnose' | 'apply' | 'revert' | 'register' | 'trust' | 'remove' | 'watch' | 'guard';
  phase: 'start' | 'end';
  /** Word-like outcome: `ok`, `failed`, a verdict, a failure's cause. */
  outcome: string;
  planId?: string;
  basis?: string;
}

/** What is kept. Every method is one atomic step. */
export interface Store {
  people: {
    of(account: AccountId): Promise<Person>;
    /** Makes `account` an owner if `code` is the open claim code (single use, 15 minutes). */
    claim(account: AccountId, name: string, code: string): Promise<boolean>;
    /** A new claim code, or null when somebody owns this bot already. */
    openClaim(): Promise<string | null>;
    /** Exactly these are owners from now on; an empty list changes nothing. */
    setOwners(accounts: readonly AccountId[]): Promise<void>;
    setRole(account: AccountId, role: Role | null, name?: string): Promise<void>;
    setLanguage(account: AccountId, language: Language): Promise<void>;
    /** One-time code that joins another account to this person (15 minutes). */
    openLink(account: AccountId): Promise<string>;
    /** False when the code is wrong, or when `account` has more rights than who opened it: those are not handed on. */
    link(account: AccountId, code: string): Promise<boolean>;
    list(): Promise<Person[]>;
    /** True the first time a stranger asks (one polite refusal, then silence for a day). */
    refuseOnce(account: AccountId): Promise<boolean>;
  };
  routers: {
    add(router: Router): Promise<boolean>;
    get(id: string): Promise<Router | null>;
    byName(name: string): Promise<Router | null>;
    list(): Promise<Router[]>;
    update(id: string, change: Partial<Omit<Router, 'id'>>): Promise<Router | null>;
    remove(id: string): Promise<boolean>;
    /** Devices seen lately on a router, newest first, for completion. */
    sawDevices(id: string, devices: { name: string | null; ip: string; mac: string | null }[]): Promise<void>;
    devices(id: string): Promise<{ name: string | null; ip: string; mac: string | null }[]>;
  };
  plans: {
    put(plan: Plan): Promise<void>;
    get(id: string): Promise<Plan | null>;
    /** Atomic open → taken. `plan` is null when it is unknown, expired, or was taken before (`was` says which). */
    take(
      id: string,
      now: number,
    ): Promise<{ plan: Plan | null; was: Plan['status'] | 'expired' | 'unknown' }>;
    finish(id: string, status: Exclude<Plan['status'], 'open' | 'taken'>): Promise<void>;
    /** The plan last applied on a router and not reverted. */
    applied(routerId: string): Promise<Plan | null>;
  };
  presses: {
    /** Stores the command line of a button; the short id fits `custom_id` and `callback_data`. Kept 60 days. */
    put(command: string): Promise<string>;
    get(id: string): Promise<string | null>;
  };
  details: {
    /** Keeps the long form of an answer for **Details**; 30 days. */
    put(reply: Reply): Promise<string>;
    get(id: string): Promise<Reply | null>;
  };
  messages: {
    /** The platform's message for a delivery key, with the newest revision delivered. */
    get(key: string): Promise<{ message: string; revision: number } | null>;
    set(key: string, message: string, revision: number): Promise<void>;
  };
  history: {
    write(entry: HistoryEntry): Promise<void>;
    /** Newest first. */
    read(routerId: string | null, limit: number): Promise<HistoryEntry[]>;
  };
  targets: {
    /** Dead addresses (blocked, kicked, deleted): not written to until they speak again. */
    markDead(to: Address, why: string): Promise<void>;
    revive(to: Address): Promise<void>;
    isDead(to: Address): Promise<boolean>;
    /** Group became a supergroup: old chat id → new. */
    migrate(platform: Address['platform'], from: string, to: string): Promise<void>;
    resolve(to: Address): Promise<Address>;
    /** The chat under the first id it was known by: what is kept for a chat is kept under that. */
    origin(to: Address): Promise<Address>;
  };
  chats: {
    /** Whether everybody in a group may read names and addresses of devices. Default: no. */
    showsNames(to: Address): Promise<boolean>;
    setShowsNames(to: Address, shown: boolean): Promise<void>;
  };
  watches: WatchStore;
  leases: LeaseStore;
  notices: NoticeStore;
  /**
   * Runs `work` under the router's lock; null when somebody else holds it longer than `waitMs`. The signal is aborted
   * when the lock is lost: stop changing the router then.
   */
  withRouterLock<T>(
    routerId: string,
    waitMs: number,
    work: (signal: AbortSignal) => Promise<T>,
  ): Promise<T | null>;
  /** Small named values (e.g. hash of the registered command set). */
  notes: { get(name: string): Promise<string | null>; set(name: string, value: string): Promise<void> };
  close(): Promise<void>;
}
