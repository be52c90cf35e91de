import { z } from 'zod';
import { offloadClassSchema } from '../conntrack/flow.ts';
import { type Address, accountSchema, addressSchema, chatId } from '../model/address.ts';
import { evidenceSchema } from '../model/evidence.ts';
import { languageSchema } from '../model/language.ts';
import { deviceSchema } from '../model/router.ts';
import { obstacleSchema } from './unreachable.ts';

/** Which phone and which push connection an event is about. Names are hostile. */
export const watchedFlowSchema = z.object({
  /** Id of a service of `push/`. */
  service: z.string(),
  family: z.enum(['ipv4', 'ipv6']),
  device: deviceSchema,
  server: z.object({ ip: z.string(), port: z.number() }),
});
export type WatchedFlow = z.infer<typeof watchedFlowSchema>;

/** What became of our rules on a router. */
export const driftStateSchema = z.enum(['lost', 'displaced', 'restored', 'not-needed']);

const common = { id: z.string(), routerId: z.string(), at: z.number() };
const evidence = z.array(evidenceSchema);

/**
 * What a watcher has to tell. Times are epoch ms of our clock, corrected from the router's own.
 * `id` is the same however often it is derived from the same life: what makes notices exactly-once.
 */
export const watchEventSchema = z.discriminatedUnion('kind', [
  z.object({
    ...common,
    /** The router forgot an idle push connection while the phone was at home. */
    kind: z.literal('evicted'),
    flow: watchedFlowSchema,
    /** Seconds since its last packet, as well as the samples tell. */
    idleS: z.number(),
    class: offloadClassSchema,
    /** Of `idleS`, seconds since it left the flowtable, where that was seen. */
    countingS: z.number().exactOptional(),
    evidence,
  }),
  /** A gap ends without the phone: it left home, or nothing more was heard of it. How long it lasted is not known. */
  z.object({ ...common, kind: z.literal('left'), evictedId: z.string(), flow: watchedFlowSchema }),
  z.object({
    ...common,
    /** The same phone's connection is there again; `evictedId` is the eviction it ends. */
    kind: z.literal('back'),
    evictedId: z.string(),
    flow: watchedFlowSchema,
    unreachableS: z.number(),
    evidence,
  }),
  /** All entries went at once: firewall restart, WAN redial, reboot. No news for a phone. */
  z.object({
    ...common,
    kind: z.literal('flushed'),
    count: z.number(),
    why: z.enum(['firewall', 'redial', 'reboot', 'unknown']),
  }),
  /**
   * Nobody watched between these moments; nothing is guessed about them. `why`: `reboot` of the router, `pushmedic` (our
   * own restart, or another worker took over), or the cause of a failure.
   */
  z.object({ ...common, kind: z.literal('unwatched'), from: z.number(), to: z.number(), why: z.string() }),
  /** What an applied plan put in: gone, in vain since something comes before it, back, or no longer needed (new kernel). */
  z.object({
    ...common,
    kind: z.literal('guard'),
    state: driftStateSchema,
    /** Missing in events of the first release: `exempt`. */
    remedy: z.string().exactOptional(),
    evidence,
  }),
  /** The router has not let itself be watched for a while, or what is in the way is now another thing. */
  z.object({
    ...common,
    kind: z.literal('unreachable'),
    /** Epoch ms; the same for all that is told of one such time. */
    since: z.number(),
    obstacle: obstacleSchema,
  }),
  /** It is watched again; `since` is that of the time that ends. */
  z.object({ ...common, kind: z.literal('reachable'), since: z.number() }),
]);
export type WatchEvent = z.infer<typeof watchEventSchema>;

export type WatchEventOf<K extends WatchEvent['kind']> = Extract<WatchEvent, { kind: K }>;

/** Who wants to hear of a router, and how. Stored per router and chat. */
export const watchSchema = z.object({
  routerId: z.string(),
  to: addressSchema,
  account: accountSchema,
  language: languageSchema,
  /** Lost rules are put back without asking. */
  keepFixed: z.boolean(),
  since: z.number(),
});
export type Watch = z.infer<typeof watchSchema>;

/** Names a chat's watch of a router. */
export const watchId = (routerId: string, to: Address): string => `${routerId} ${chatId(to)}`;

export const routerOfWatch = (id: string): string => id.slice(0, id.indexOf(' '));
