import type { Sample } from '../remedies/exempt/proof.ts';
import type { Target } from '../ssh/router.ts';
import type { Language } from '../words/words.ts';
import type { AccountId, Address } from './command.ts';
import type { Reply } from './message.ts';

/** Who asked, where the answer goes, in which language. Travels with every job. */
export interface Asker {
  account: AccountId;
  personName: string;
  to: Address;
  language: Language;
}

/** Everything a worker can be asked to do. Plain JSON: ids, never secrets. */
export type Job =
  | {
      kind: 'diagnose';
      asker: Asker;
      routerId: string;
      device?: string;
      intent: 'diagnose' | 'fix' | 'explain';
    }
  | { kind: 'apply'; asker: Asker; planId: string }
  | { kind: 'revert'; asker: Asker; routerId: string }
  /** Watches after an apply; goes on in the apply's message (`key`). `earlier`: what was seen up to the apply. */
  | {
      kind: 'prove';
      asker: Asker;
      routerId: string;
      planId: string;
      key: string;
      /** 1 for the first watch. */
      round: number;
      earlier: Sample[];
    }
  | { kind: 'register'; asker: Asker; name: string; target: Target; repin?: boolean };

export type JobKind = Job['kind'];
export type JobOf<K extends JobKind> = Extract<Job, { kind: K }>;

/**
 * One outgoing message. `key` names the message for its whole life: the first delivery with a key posts
 * (or edits `to.message`), later ones repaint the same message; a retried one never posts twice.
 */
export interface Delivery {
  key: string;
  to: Address;
  reply: Reply;
  /** Rises with each repaint of one key; an older one arriving late is dropped. */
  revision: number;
  /** Progress may be skipped when something newer waits. */
  transient?: boolean;
  /** Posts without a sound where the platform can. */
  silent?: boolean;
}
