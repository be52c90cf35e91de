import type { Address } from '../model/address.ts';
import type { Watch } from './events.ts';

/** Which chats want to hear of which routers. One watch per router and chat. */
export interface WatchStore {
  /** Replaces the chat's watch of that router, if any. */
  put(watch: Watch): Promise<void>;
  /** False when there was none. */
  remove(routerId: string, to: Address): Promise<boolean>;
  of(routerId: string): Promise<Watch[]>;
  /** The router is no longer known: its watches, its journal, and what was told of it go. */
  forget(routerId: string): Promise<void>;
  /** A login succeeded, or is worth another try: a watch that waits with its next one need not. */
  wake(routerId: string): Promise<void>;
  /** Ids of the routers that anybody watches. */
  routers(): Promise<string[]>;
}
