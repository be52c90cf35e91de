import type { WithRouterLock } from '../changes/plan-store.ts';
import type { CommandStores, NoteStore } from '../chat/stores.ts';
import type { LeaseStore } from '../watch/lease-store.ts';

/** Everything that is kept: what the rooms above ask for. */
export interface Store extends CommandStores {
  leases: LeaseStore;
  notes: NoteStore;
  withRouterLock: WithRouterLock;
  close(): Promise<void>;
}
