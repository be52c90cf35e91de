import { z } from 'zod';
import type { WatchEvent } from './events.ts';
import type { FlowState, Household, Outage } from './lifecycle/household.ts';
import { emptyHousehold } from './lifecycle/step.ts';

/** What a watcher knows of one router, kept from one worker to the next. Plain JSON. */
export interface WatchState {
  house: Household;
  /** Epoch ms of the last look; `null`: never watched. */
  heardAt: number | null;
  /** When open gaps began, epoch ms by gap id: outlives a reboot of the router. */
  gapAt: Record<string, number>;
  /** Told to nobody yet, as far as this says. They are handed over again; their ids make it once. */
  outbox: WatchEvent[];
  guard: GuardState | null;
}

/** How our rules stood when last looked at. */
export interface GuardState {
  planId: string;
  stands: 'stands' | 'lost' | 'displaced' | 'not-needed';
  /** Changes told so far. */
  told: number;
}

export const newWatchState: WatchState = {
  house: emptyHousehold,
  heardAt: null,
  gapAt: {},
  outbox: [],
  guard: null,
};

const flow: z.ZodType<FlowState> = z.object({
  key: z.string(),
  service: z.string(),
  family: z.enum(['ipv4', 'ipv6']),
  ip: z.string(),
  server: z.object({ ip: z.string(), port: z.number() }),
  masqueraded: z.boolean(),
  phase: z.enum(['opening', 'open', 'offloaded', 'counting', 'revived', 'closing']),
  twoWay: z.boolean(),
  firstS: z.number(),
  toldS: z.number(),
  dueS: z.number().nullable(),
  spokeS: z.number().nullable(),
  leftS: z.number().nullable(),
  leaving: z.object({ offloaded: z.string(), after: z.string() }).nullable(),
  line: z.string(),
});

const gap: z.ZodType<Outage> = z.object({ id: z.string(), flow, boot: z.string(), fromS: z.number() });

const house: z.ZodType<Household> = z.object({
  boot: z.string().nullable(),
  atS: z.number(),
  flows: z.record(z.string(), flow),
  devices: z.record(
    z.string(),
    z.object({ mac: z.string().nullable(), name: z.string().nullable(), wifi: z.boolean().nullable() }),
  ),
  gaps: z.array(gap),
  untold: z.array(z.string()).nullable(),
  blindS: z.number().nullable(),
  rulesS: z.number().nullable(),
  wanS: z.number().nullable(),
});

const shape = z.object({
  house,
  heardAt: z.number().nullable(),
  gapAt: z.record(z.string(), z.number()),
  outbox: z.array(
    z.custom<WatchEvent>((value) => z.object({ id: z.string(), kind: z.string() }).safeParse(value).success),
  ),
  guard: z
    .object({
      planId: z.string(),
      stands: z.enum(['stands', 'lost', 'displaced', 'not-needed']),
      told: z.number(),
    })
    .nullable(),
});

/** What was stored, or `null` when it is nothing of ours: then everything is new. */
export function readWatchState(stored: unknown): WatchState | null {
  const read = shape.safeParse(stored);
  return read.success ? read.data : null;
}
