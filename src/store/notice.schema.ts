import { z } from 'zod';
import type { OffloadClass } from '../conntrack/flow.ts';
import type { Evidence } from '../model/evidence.ts';
import type { Notice, NoticeState } from '../notices/state.ts';
import type { WatchEvent, WatchedFlow } from '../watch/events.ts';
import { account, address, language } from './schemas.ts';
import type { Digest, PersonalHours, Task } from './watching.types.ts';

const offloadClass: z.ZodType<OffloadClass> = z.enum([
  'fixed-pickup',
  'low-timeout',
  'hardware-desync',
  'normal',
  'not-offloaded',
  'unknown',
]);
const guardState = z.enum(['lost', 'displaced', 'restored', 'not-needed']);
const end = z.object({ at: z.number(), unreachableS: z.number().nullable() });

const posting = {
  id: z.string(),
  postAt: z.number(),
  held: z.boolean(),
  revision: z.number(),
  sent: z.number(),
};

const notice: z.ZodType<Notice> = z.discriminatedUnion('kind', [
  z.object({
    ...posting,
    kind: z.literal('phone'),
    phone: z.object({
      key: z.string(),
      ip: z.string(),
      mac: z.string().nullable(),
      name: z.string().nullable(),
    }),
    cuts: z.array(
      z.object({
        id: z.string(),
        at: z.number(),
        idleS: z.number(),
        service: z.string(),
        class: offloadClass,
        cured: z.boolean(),
        end: end.nullable(),
      }),
    ),
    earlier: z.object({ count: z.number(), unreachableS: z.number(), since: z.number().nullable() }),
    told: z.array(z.string()),
  }),
  z.object({
    ...posting,
    kind: z.literal('guard'),
    steps: z.array(z.object({ id: z.string(), at: z.number(), state: guardState })),
  }),
]);

export const noticeState: z.ZodType<NoticeState> = z.object({
  seen: z.array(z.string()),
  notices: z.array(notice),
  ends: z.record(z.string(), end),
  mutes: z.record(z.string(), z.number()),
});

const evidence: z.ZodType<Evidence[]> = z.array(z.object({ source: z.string(), line: z.string() }));

const flow: z.ZodType<WatchedFlow> = z.object({
  service: z.string(),
  family: z.enum(['ipv4', 'ipv6']),
  device: z.object({ ip: z.string(), mac: z.string().nullable(), name: z.string().nullable() }),
  server: z.object({ ip: z.string(), port: z.number() }),
});

const anyEvent = { id: z.string(), routerId: z.string(), at: z.number() };

export const watchEvent: z.ZodType<WatchEvent> = z.discriminatedUnion('kind', [
  z.object({
    ...anyEvent,
    kind: z.literal('evicted'),
    flow,
    idleS: z.number(),
    class: offloadClass,
    countingS: z.number().exactOptional(),
    evidence,
  }),
  z.object({ ...anyEvent, kind: z.literal('left'), evictedId: z.string(), flow }),
  z.object({
    ...anyEvent,
    kind: z.literal('back'),
    evictedId: z.string(),
    flow,
    unreachableS: z.number(),
    evidence,
  }),
  z.object({
    ...anyEvent,
    kind: z.literal('flushed'),
    count: z.number(),
    why: z.enum(['firewall', 'redial', 'reboot', 'unknown']),
  }),
  z.object({
    ...anyEvent,
    kind: z.literal('unwatched'),
    from: z.number(),
    to: z.number(),
    why: z.string(),
  }),
  z.object({ ...anyEvent, kind: z.literal('guard'), state: guardState, evidence }),
]);

export const task: z.ZodType<Task> = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('event'), routerId: z.string(), eventId: z.string() }),
  z.object({ kind: z.literal('watch'), watchId: z.string() }),
  z.object({ kind: z.literal('digest'), digestId: z.string() }),
]);

export const digest: z.ZodType<Digest> = z.object({
  to: address,
  account,
  language,
  every: z.enum(['daily', 'weekly']),
  from: z.number(),
  dueAt: z.number(),
});

export const hours: z.ZodType<PersonalHours> = z.object({
  quiet: z.object({ from: z.number(), to: z.number() }).nullable(),
  zone: z.string().nullable(),
});
