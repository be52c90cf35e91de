import { z } from 'zod';

/**
 * Where a push connection is in its life. `opening`: asked for, not answered. `open`: both sides spoke, counted by the
 * slow path. `offloaded`: in the flowtable. `counting`: left it, idle. `revived`: picked up in mid-stream, not answered
 * yet. `closing`: a FIN or RST was seen.
 */
const phaseSchema = z.enum(['opening', 'open', 'offloaded', 'counting', 'revived', 'closing']);
export type Phase = z.infer<typeof phaseSchema>;

/** One push connection. Plain JSON. Times are the router's uptime, seconds. */
const flowStateSchema = z.object({
  /** Original tuple: what makes it this connection. */
  key: z.string(),
  service: z.string(),
  family: z.enum(['ipv4', 'ipv6']),
  /** The device's address. */
  ip: z.string(),
  server: z.object({ ip: z.string(), port: z.number() }),
  /** Behind the router's WAN address. */
  masqueraded: z.boolean(),
  phase: phaseSchema,
  /** Both sides have spoken. */
  twoWay: z.boolean(),
  firstS: z.number(),
  /** Last look that told of it. */
  toldS: z.number(),
  /** When it is forgotten unless somebody speaks; `null` while in the flowtable. */
  dueS: z.number().nullable(),
  /** Its last packet, as well as the looks tell. */
  spokeS: z.number().nullable(),
  /** When it left the flowtable, while it counts down. */
  leftS: z.number().nullable(),
  /** Last line in the flowtable, first one out of it. */
  leaving: z.object({ offloaded: z.string(), after: z.string() }).nullable(),
  /** Last line. */
  line: z.string(),
});
export type FlowState = z.infer<typeof flowStateSchema>;

/** What is known of a device by its address. Names are its own words. */
const knownDeviceSchema = z.object({
  mac: z.string().nullable(),
  name: z.string().nullable(),
  /** On this router's Wi-Fi when last asked; `null`: cannot be asked. */
  wifi: z.boolean().nullable(),
});
export type KnownDevice = z.infer<typeof knownDeviceSchema>;

/** A device without its push connection. */
const outageSchema = z.object({
  /** The same however often it is derived from the same looks. */
  id: z.string(),
  /** The connection that was evicted, as it was last. */
  flow: flowStateSchema,
  boot: z.string(),
  fromS: z.number(),
});
export type Outage = z.infer<typeof outageSchema>;

/** Everything known of the push connections behind one router. Plain JSON. */
export const householdSchema = z.object({
  /** `null`: never looked at. */
  boot: z.string().nullable(),
  /** Of the last look. */
  atS: z.number(),
  flows: z.record(z.string(), flowStateSchema),
  devices: z.record(z.string(), knownDeviceSchema),
  gaps: z.array(outageSchema),
  /** Keys of `flows` from an earlier run of the loop that this one has not told; `null` once it has told all there are. */
  untold: z.array(z.string()).nullable(),
  /** Last look of the earlier run, until then. */
  blindS: z.number().nullable(),
  /** When rules and WAN address changed last. */
  rulesS: z.number().nullable(),
  wanS: z.number().nullable(),
});
export type Household = z.infer<typeof householdSchema>;

/** What the looks cannot tell by themselves: settings of the router. Seconds; `null`: not known. */
export interface Settings {
  /** `nf_conntrack_tcp_timeout_established`. */
  establishedS: number | null;
  /** Idle time in the flowtable. */
  flowtableS: number;
  /** What an idle connection is left when it leaves the flowtable; `null`: the rest of its own timeout. */
  pickupS: number | null;
  /** Between two looks. */
  everyS: number;
}

/**
 * How a connection ended that is no news for its device. `expired`: idle for longer than push connections have to be
 * kept. `away`: its device left. `cut`: before its time, alone. `unseen`: while nobody watched, or too few looks.
 */
export type EndReason = 'closed' | 'replaced' | 'expired' | 'away' | 'cut' | 'unseen' | 'flushed';

export type Transition = { atS: number } /** A phase began. */ & (
  | { kind: 'phase'; flow: FlowState; phase: Phase }
  /** `others`: connections of the same device and service that went with it. */
  | { kind: 'evicted'; flow: FlowState; gap: Outage; idleS: number; others: FlowState[] }
  /** `gapS` may be too long by `unsureS`: nobody looked when it ended. `null`: the router rebooted meanwhile. */
  | { kind: 'back'; flow: FlowState; gap: Outage; gapS: number | null; unsureS: number }
  /** A gap that ends without its device: it left the network, or nothing was heard of it for hours. */
  | { kind: 'lost'; gap: Outage }
  | { kind: 'ended'; flow: FlowState; how: EndReason }
  | { kind: 'flushed'; count: number; why: 'firewall' | 'redial' | 'reboot' | 'unknown' }
  /** A run of the loop has told all there is. `unseen`: connections that were known before, and went unwatched. */
  | { kind: 'settled'; unseen: number }
);
