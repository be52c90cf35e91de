import type { PlanStore, WithRouterLock } from '../changes/plan-store.ts';
import type { HistoryEntry } from '../model/history.ts';
import type { Router } from '../model/router.ts';
import type { LeaseStore } from './lease-store.ts';
import type { WatchStore } from './watch-store.ts';

/** What watching asks to be kept. */
export interface WatcherStores {
  watches: WatchStore;
  leases: LeaseStore;
  routers: {
    get(id: string): Promise<Router | null>;
    update(id: string, change: Partial<Omit<Router, 'id'>>): Promise<Router | null>;
  };
  plans: PlanStore;
  history: { write(entry: HistoryEntry): Promise<void> };
  withRouterLock: WithRouterLock;
}
