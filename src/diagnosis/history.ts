import type { Flow } from '../conntrack/flow.ts';
import type { Evidence } from '../model/evidence.ts';
import { readValue, type Snapshot } from '../probes/engine/probe.ts';
import type { Classification } from './classification.ts';
import type { Connection, Routed } from './connection.ts';
import { safeIdleS } from './timeouts.ts';

/** A push connection that a watch saw the router forget while its phone was at home. */
export interface Forgotten {
  service: string;
  family: 'ipv4' | 'ipv6';
  device: Flow['device'];
  /** Epoch ms. */
  at: number;
  /** Seconds of silence after which it was gone. */
  idleS: number;
  evidence: Evidence[];
}

const dayMs = 24 * 3600 * 1000;

/** Whether it was a connection of the same device to the same service, over the same family. */
export const isLike = (past: Forgotten, { service, device, entry }: Flow): boolean =>
  past.service === service &&
  past.family === entry.family &&
  (past.device.mac === null ? past.device.ip === device.ip : past.device.mac === device.mac);

/**
 * What still tells of this router: within a day, since it was last started, of no silence that is too long anyway, and of
 * no connection that rules keep out of offloading by now.
 * @param offloads whether rules that offload are known
 */
export function tellingOf(
  history: readonly Forgotten[],
  { snapshot, flows, offloads }: { snapshot: Snapshot; flows: readonly Routed[]; offloads: boolean },
): Forgotten[] {
  const upMs = (readValue(snapshot.clock)?.uptimeS ?? Number.POSITIVE_INFINITY) * 1000;
  const since = snapshot.takenAt - Math.min(dayMs, upMs);
  const isCured = (past: Forgotten): boolean =>
    offloads && flows.some((flow) => flow.byRules === 'no' && isLike(past, flow));
  return history.filter((past) => past.at >= since && past.idleS < safeIdleS && !isCured(past));
}

/**
 * What was seen over time outranks what an entry says now: a connection like this one was forgotten, and nothing that is
 * known has changed since.
 */
export function bySeen(flow: Connection, history: readonly Forgotten[]): Connection {
  const seen = history.filter((past) => isLike(past, flow));
  if (seen.length === 0 || flow.path === 'local') return flow;
  return { ...flow, fate: 'forgotten', afterS: Math.min(...seen.map(({ idleS }) => idleS)) };
}

/** Settings that promise to keep idle connections were seen not to: then they do not tell. */
export const seenOtherwise = (read: Classification, history: readonly Forgotten[]): Classification =>
  history.length > 0 && (read.class === 'normal' || read.class === 'not-offloaded')
    ? { class: 'unknown', confidence: 0.2, basis: 'seen', values: {}, evidence: [] }
    : read;
