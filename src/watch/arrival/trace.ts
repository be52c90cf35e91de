import type { ConntrackEntry } from '../../conntrack/flow.ts';
import { serviceById } from '../../push/match.ts';
import type { FlowState, Settings } from '../lifecycle/household.ts';
import type { Sample } from '../lifecycle/look.ts';
import { afterSeen, isLive, isPush, keyOf } from '../lifecycle/seen.ts';
import { type Moment, momentOf, type Tracked } from './moment.ts';

/** A connection that is not there any more. */
interface Ended {
  ip: string;
  service: string;
  /** First look without it. */
  atS: number;
  /** Its last packet, as far as is known. */
  spokeS: number;
  /** Nobody closed it: its time ran out. */
  forgotten: boolean;
}

/** What looks told of a household's push connections, as far as one notification needs it. Times: the router's uptime. */
export interface Trace {
  settings: Settings;
  boot: string | null;
  rebooted: boolean;
  /** First and last look. */
  firstS: number | null;
  lookS: number | null;
  /** All there is has been told: what is told from then on has happened since. */
  settled: boolean;
  /** Connections an earlier run told and this one has not yet; `null` once it has told all there are. */
  untold: string[] | null;
  macs: Record<string, string>;
  flows: Record<string, Tracked>;
  ended: Ended[];
  moments: Moment[];
}

const mostMoments = 500;

export const emptyTrace = (settings: Settings): Trace => ({
  settings,
  boot: null,
  rebooted: false,
  firstS: null,
  lookS: null,
  settled: false,
  untold: null,
  macs: {},
  flows: {},
  ended: [],
  moments: [],
});

function macsOf(trace: Trace, look: Sample): Trace['macs'] {
  const found = [...look.leases, ...look.neighbours].flatMap(({ ip, mac }) =>
    mac === null ? [] : [[ip, mac.toLowerCase()] as const],
  );
  return found.length === 0 ? trace.macs : { ...trace.macs, ...Object.fromEntries(found) };
}

/** When it carried its last packet: known, or the last look that told of it. */
export const spokeOf = (flow: FlowState): number => (isLive(flow) ? (flow.spokeS ?? flow.toldS) : flow.toldS);

const endOf = ({ flow }: Tracked, atS: number): Ended => ({
  ip: flow.ip,
  service: flow.service,
  atS,
  spokeS: spokeOf(flow),
  forgotten: isLive(flow),
});

function begun(trace: Trace, { begin }: Sample): Trace {
  if (begin === null) return trace;
  const rebooted = trace.boot !== null && begin !== trace.boot;
  return { ...trace, boot: begin, rebooted, untold: Object.keys(trace.flows) };
}

function withSeen(trace: Trace, entry: ConntrackEntry, look: Sample): Trace {
  if (!isPush(entry)) return trace;
  const key = keyOf(entry);
  const was = trace.flows[key];
  const flow = afterSeen(entry, was?.flow, look.atS, trace.settings);
  const moment =
    was === undefined && !trace.settled
      ? null
      : momentOf(was ?? null, { flow, entry }, { fromS: trace.lookS ?? look.atS, toS: look.atS });
  return {
    ...trace,
    untold: trace.untold?.filter((other) => other !== key) ?? null,
    flows: { ...trace.flows, [key]: { flow, entry } },
    moments: moment === null ? trace.moments : [...trace.moments, moment].slice(-mostMoments),
  };
}

function without(trace: Trace, key: string, atS: number): Trace {
  const { [key]: gone, ...flows } = trace.flows;
  return gone === undefined
    ? trace
    : { ...trace, flows, ended: [...trace.ended, endOf(gone, atS)].slice(-mostMoments) };
}

/** What is known after one more look. */
export function follow(trace: Trace, look: Sample): Trace {
  let next = begun(trace, look);
  next = { ...next, macs: macsOf(next, look) };
  for (const { entry, sinceS } of look.gone) next = without(next, keyOf(entry), sinceS);
  for (const entry of look.seen) next = withSeen(next, entry, look);
  if (look.settled) {
    for (const key of next.untold ?? []) next = without(next, key, look.atS);
    next = { ...next, settled: true, untold: null };
  }
  return { ...next, firstS: next.firstS ?? look.atS, lookS: look.atS };
}

/** A phone as it is told apart in the table. */
export interface TracedPhone {
  ip: string;
  mac: string | null;
}

/** Whether something that an address did on a service is this phone's being woken: what an app keeps for itself is not. */
function isCarrier(
  trace: Trace,
  phone: TracedPhone,
  { ip, service }: { ip: string; service: string },
): boolean {
  const isHis = ip === phone.ip || (phone.mac !== null && trace.macs[ip] === phone.mac);
  return isHis && serviceById(service)?.kind === 'phone';
}

/** The phone's connections on which it is woken, as they are now. */
export const carriersOf = (trace: Trace, phone: TracedPhone): FlowState[] =>
  Object.values(trace.flows).flatMap(({ flow }) => (isCarrier(trace, phone, flow) ? [flow] : []));

/** What happened on those, oldest first. */
export const momentsOf = (trace: Trace, phone: TracedPhone): Moment[] =>
  trace.moments.filter((moment) => isCarrier(trace, phone, moment));

/** Those that ended, oldest first. */
export const endsOf = (trace: Trace, phone: TracedPhone): Ended[] =>
  trace.ended.filter((end) => isCarrier(trace, phone, end));
