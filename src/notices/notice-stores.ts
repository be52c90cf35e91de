import type { PlanStore } from '../changes/plan-store.ts';
import type { AccountId } from '../model/address.ts';
import type { HistoryEntry } from '../model/history.ts';
import type { Person } from '../model/person.ts';
import type { Router } from '../model/router.ts';
import type { WatchStore } from '../watch/watch-store.ts';
import type { NoticeStore } from './notice-store.ts';

/** What telling asks to be kept. */
export interface NoticeStores {
  people: { of(account: AccountId): Promise<Person> };
  routers: { get(id: string): Promise<Router | null>; list(): Promise<Router[]> };
  watches: WatchStore;
  notices: NoticeStore;
  plans: Pick<PlanStore, 'applied' | 'seen'>;
  history: { read(routerId: string | null, limit: number): Promise<HistoryEntry[]> };
}
