import { createHash } from 'node:crypto';
import { parseConntrack } from '../conntrack/entry.ts';
import type { FollowSample, OffloadClass } from '../conntrack/flow.ts';
import { fromFollowed } from '../diagnosis/follow.ts';
import type { Timeouts } from '../diagnosis/timeouts.ts';
import type { Evidence } from '../model/evidence.ts';
import type { WatchEvent, WatchedFlow } from './events.ts';
import { deviceOf } from './lifecycle/home.ts';
import type { FlowState, Household, Transition } from './lifecycle/household.ts';
import { lookSource } from './lifecycle/look.ts';

/** What is known of a router besides its connections. */
export interface RouterContext {
  routerId: string;
  timeouts: Timeouts | null;
  /** What its snapshot says its kernel does to idle flows. */
  class: OffloadClass;
  /** Epoch ms of a router's uptime. */
  toEpoch(atS: number): number;
}

/** Short, and the same for the same words. */
export const eventId = (...words: readonly (string | number)[]): string =>
  createHash('sha256').update(words.join('\n')).digest('base64url').slice(0, 20);

const evidenceOf = (lines: readonly (string | undefined)[]): Evidence[] =>
  [...new Set(lines)].flatMap((line) => (line === undefined ? [] : { source: lookSource, line }));

const watched = (flow: FlowState, house: Household): WatchedFlow => {
  const { mac, name } = deviceOf(house, flow.ip);
  return {
    service: flow.service,
    family: flow.family,
    device: { ip: flow.ip, mac, name },
    server: flow.server,
  };
};

/** What the kernel gave this very connection when it left the flowtable tells most; else what its settings say. */
function classOf(flow: FlowState, setting: RouterContext): OffloadClass {
  const [offloaded, after] = flow.leaving
    ? [flow.leaving.offloaded, flow.leaving.after].map(parseConntrack)
    : [];
  const samples: FollowSample[] =
    offloaded && after
      ? [
          { atS: 0, entry: offloaded },
          { atS: 1, entry: after },
        ]
      : [];
  return fromFollowed(samples, setting.timeouts)?.class ?? setting.class;
}

/**
 * What turns of the connections are worth telling.
 * @param gapAt when open gaps began, epoch ms; this function's own memory
 */
export function eventsOf(
  turns: readonly Transition[],
  house: Household,
  gapAt: Record<string, number>,
  setting: RouterContext,
): { events: WatchEvent[]; gapAt: Record<string, number> } {
  const { routerId, toEpoch } = setting;
  const began = { ...gapAt };
  const events: WatchEvent[] = [];
  for (const turn of turns) {
    if (turn.kind === 'flushed') {
      const { atS, count, why } = turn;
      const id = eventId(routerId, 'flushed', house.boot ?? '-', Math.round(atS));
      events.push({ id, routerId, at: toEpoch(atS), kind: 'flushed', count, why });
    } else if (turn.kind === 'evicted') {
      const { flow, gap, idleS, others } = turn;
      const at = toEpoch(gap.fromS);
      began[gap.id] = at;
      events.push({
        id: eventId(routerId, 'evicted', gap.id),
        routerId,
        at,
        kind: 'evicted',
        flow: watched(flow, house),
        idleS: Math.round(idleS),
        class: classOf(flow, setting),
        ...(flow.leftS !== null && { countingS: Math.round(gap.fromS - flow.leftS) }),
        evidence: evidenceOf([
          flow.leaving?.offloaded,
          flow.leaving?.after,
          flow.line,
          ...others.map(({ line }) => line),
        ]),
      });
    } else if (turn.kind === 'back') {
      const { flow, gap, gapS, atS } = turn;
      const from = began[gap.id] ?? toEpoch(gap.fromS);
      const unreachableS = gapS ?? Math.max(0, toEpoch(atS) - from) / 1000;
      delete began[gap.id];
      events.push({
        id: eventId(routerId, 'back', gap.id),
        routerId,
        at: Math.round(from + unreachableS * 1000),
        kind: 'back',
        evictedId: eventId(routerId, 'evicted', gap.id),
        flow: watched(flow, house),
        unreachableS: Math.round(unreachableS),
        evidence: evidenceOf([flow.line]),
      });
    } else if (turn.kind === 'lost') {
      const { atS, gap } = turn;
      delete began[gap.id];
      events.push({
        id: eventId(routerId, 'left', gap.id),
        routerId,
        at: toEpoch(atS),
        kind: 'left',
        evictedId: eventId(routerId, 'evicted', gap.id),
        flow: watched(gap.flow, house),
      });
    }
  }
  return { events, gapAt: began };
}
