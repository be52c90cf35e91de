import { z } from 'zod';
import { offloadClassSchema } from '../conntrack/flow.ts';
import { driftStateSchema } from '../watch/events.ts';
import { obstacleSchema } from '../watch/unreachable.ts';
import type { Quiet } from './quiet.ts';

/** A device at home, as an event named it last. The name is hostile. */
const phoneSchema = z.object({
  /** MAC, else address: what tells two phones apart. Holds no blank. */
  key: z.string(),
  ip: z.string(),
  mac: z.string().nullable(),
  name: z.string().nullable(),
});
export type Phone = z.infer<typeof phoneSchema>;

const endSchema = z.object({
  at: z.number(),
  /** Null: it ended without the phone, so that nobody knows. */
  unreachableS: z.number().nullable(),
});
/** One eviction, as a notice tells it. Times in epoch ms. */
const outageSchema = z.object({
  /** Id of the event. */
  id: z.string(),
  at: z.number(),
  idleS: z.number(),
  service: z.string(),
  class: offloadClassSchema,
  /** Our fix was in place at that moment. */
  cured: z.boolean(),
  /** Null: it is not over. */
  end: endSchema.nullable(),
});
export type Outage = z.infer<typeof outageSchema>;

const postingSchema = z.object({
  /** Id of the event it began with: names the message for its whole life. */
  id: z.string(),
  /** When it may be posted: at once, or after the quiet hours. */
  postAt: z.number(),
  /** It waits, or waited, for the end of quiet hours. */
  held: z.boolean(),
  /** Rises with everything there is to tell. */
  revision: z.number(),
  /** Revision last handed to the deliveries; 0 before the first. */
  sent: z.number(),
});
/** What every message to a chat has, whatever it is about. */
export type Posting = z.infer<typeof postingSchema>;

/** What one message says of one phone: its evictions, folded. */
const phoneNoticeSchema = z.object({
  ...postingSchema.shape,
  kind: z.literal('phone'),
  phone: phoneSchema,
  /** By time, newest last. Finished ones beyond the newest few go into `earlier`. */
  cuts: z.array(outageSchema),
  earlier: z.object({ count: z.number(), unreachableS: z.number(), since: z.number().nullable() }),
  /** What is no news any more for this phone: service, class, cured. */
  told: z.array(z.string()),
});
export type PhoneNotice = z.infer<typeof phoneNoticeSchema>;

/** What one message says of our rules on the router. */
const driftNoticeSchema = z.object({
  ...postingSchema.shape,
  kind: z.literal('guard'),
  /** By time, newest last. */
  steps: z.array(
    z.object({
      id: z.string(),
      at: z.number(),
      state: driftStateSchema,
      /** Whose texts tell it; missing: an exemption's. */
      remedy: z.string().exactOptional(),
    }),
  ),
});
export type DriftNotice = z.infer<typeof driftNoticeSchema>;

/** What one message says of times in which a router could not be watched. */
const routerNoticeSchema = z.object({
  ...postingSchema.shape,
  kind: z.literal('router'),
  /** Oldest first; `until` is `null` of one that goes on. Epoch ms. */
  times: z.array(z.object({ since: z.number(), until: z.number().nullable(), obstacle: obstacleSchema })),
});
export type RouterNotice = z.infer<typeof routerNoticeSchema>;

/** What one message says of a router that is back. */
const returnNoticeSchema = z.object({
  ...postingSchema.shape,
  kind: z.literal('return'),
  since: z.number(),
  until: z.number(),
});
export type ReturnNotice = z.infer<typeof returnNoticeSchema>;

const noticeSchema = z.discriminatedUnion('kind', [
  phoneNoticeSchema,
  driftNoticeSchema,
  routerNoticeSchema,
  returnNoticeSchema,
]);
export type Notice = z.infer<typeof noticeSchema>;

/** What one chat was told of one router. Plain JSON, bounded. */
export const noticeStateSchema = z.object({
  /** Ids of the events taken last, newest last: a repeated one changes nothing. */
  seen: z.array(z.string()),
  notices: z.array(noticeSchema),
  /** By eviction, or time without a router: ends of which the beginning was not told yet. */
  ends: z.record(z.string(), endSchema),
  /** By phone: muted until (epoch ms). */
  mutes: z.record(z.string(), z.number()),
});
export type NoticeState = z.infer<typeof noticeStateSchema>;

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
