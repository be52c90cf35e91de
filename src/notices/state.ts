import type { OffloadClass } from '../conntrack/flow.ts';
import type { WatchEventOf } from '../watch/events.ts';
import type { Quiet } from './quiet.ts';

/** A device at home, as an event named it last. The name is hostile. */
export interface Phone {
  /** MAC, else address: what tells two phones apart. Holds no blank. */
  key: string;
  ip: string;
  mac: string | null;
  name: string | null;
}

/** One eviction, as a notice tells it. Times in epoch ms. */
export interface Outage {
  /** Id of the event. */
  id: string;
  at: number;
  idleS: number;
  service: string;
  class: OffloadClass;
  /** Our fix was in place at that moment. */
  cured: boolean;
  /** Null: it is not over. */
  end: End | null;
}

export interface End {
  at: number;
  /** Null: it ended without the phone, so that nobody knows. */
  unreachableS: number | null;
}

interface Posting {
  /** Id of the event it began with: names the message for its whole life. */
  id: string;
  /** When it may be posted: at once, or after the quiet hours. */
  postAt: number;
  /** It waits, or waited, for the end of quiet hours. */
  held: boolean;
  /** Rises with everything there is to tell. */
  revision: number;
  /** Revision last handed to the deliveries; 0 before the first. */
  sent: number;
}

/** What one message says of one phone: its evictions, folded. */
export interface PhoneNotice extends Posting {
  kind: 'phone';
  phone: Phone;
  /** By time, newest last. Finished ones beyond the newest few go into `earlier`. */
  cuts: Outage[];
  earlier: { count: number; unreachableS: number; since: number | null };
  /** What is no news any more for this phone: service, class, cured. */
  told: string[];
}

export type DriftState = WatchEventOf<'guard'>['state'];

/** What one message says of our rules on the router. */
export interface DriftNotice extends Posting {
  kind: 'guard';
  /** By time, newest last. */
  steps: { id: string; at: number; state: DriftState }[];
}

export type Notice = PhoneNotice | DriftNotice;

/** What one chat was told of one router. Plain JSON, bounded. */
export interface NoticeState {
  /** Ids of the events taken last, newest last: a repeated one changes nothing. */
  seen: string[];
  notices: Notice[];
  /** By eviction: ends of which the beginning was not told yet. */
  ends: Record<string, End>;
  /** By phone: muted until (epoch ms). */
  mutes: Record<string, number>;
}

/** What decides how a chat is told. */
export interface Preferences {
  quiet: Quiet | null;
  /** IANA time zone in which the quiet hours are meant. */
  zone: string;
  /** Lost rules are put back by themselves. */
  keepFixed: boolean;
  /** Our fix is in place now. */
  cured: boolean;
}

/** One message to be posted (`isFirst`) or repainted. */
export interface Message {
  notice: Notice;
  revision: number;
  isFirst: boolean;
}

export const emptyNoticeState: NoticeState = { seen: [], notices: [], ends: {}, mutes: {} };
