import type { PlanStore, WithRouterLock } from '../changes/plan-store.ts';
import type {
  ChatStore,
  DetailStore,
  HistoryStore,
  MessageStore,
  PeopleStore,
  RouterStore,
} from '../chat/stores.ts';
import type { Delivery } from '../model/delivery.ts';
import type { Job, JobKind, JobOf } from '../model/job.ts';
import type { Log } from '../model/log.ts';
import type { NoticeStore } from '../notices/notice-store.ts';
import type { Allow } from '../ssh/address.ts';
import type { Sessions } from '../ssh/session.types.ts';
import type { PushTestStore } from '../watch/arrival/test-store.ts';
import type { WatchStore } from '../watch/watch-store.ts';

/** What job handlers ask to be kept. */
interface HandlerStores {
  routers: RouterStore;
  plans: PlanStore;
  details: DetailStore;
  history: HistoryStore;
  people: Pick<PeopleStore, 'of'>;
  notices: Pick<NoticeStore, 'zoneOf' | 'sawRouterZone' | 'events' | 'hours'>;
  messages: Pick<MessageStore, 'get'>;
  pushTests: PushTestStore;
  watches: Pick<WatchStore, 'put' | 'of' | 'wake'>;
  chats: Pick<ChatStore, 'showsNames'>;
  withRouterLock: WithRouterLock;
}

/**
 * Seconds until a scheduled rollback runs; how long a proof is watched at once; seconds of the router's clock in one of
 * ours, where it is the demo's (else 1).
 */
export interface Timing {
  undoS: number;
  proofS: number;
  proofAgainMs: number;
  proofTries: number;
  pace?: number;
}

/** What job handlers may use. */
export interface WorkerContext {
  store: HandlerStores;
  sessions: Sessions;
  allow: Allow;
  publicKey: string;
  /** Hands a message to the deliveries. */
  send(delivery: Delivery): Promise<void>;
  /** Queues a follow-up; `id` makes it unique; `delayMs` from now. */
  enqueue(job: Job, id: string, delayMs?: number): Promise<string>;
  /** How long things take on a router. */
  timing(routerId: string): Timing;
  log: Log;
  now(): number;
}

/** What a handler knows of its own run. */
export interface Run {
  /** The job's id; the message it repaints is `job:<id>`. */
  id: string;
  /** 1 for the first try. */
  attempt: number;
  /** No further try follows when this one fails. */
  isLast: boolean;
  /** Aborted when the worker must stop now. */
  signal: AbortSignal;
}

export type Handler<K extends JobKind> = (job: JobOf<K>, context: WorkerContext, run: Run) => Promise<void>;
export type Handlers = { [K in JobKind]: Handler<K> };
