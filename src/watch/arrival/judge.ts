import type { Arrival } from '../../model/push-test.ts';
import { lookSource } from '../lifecycle/look.ts';
import type { Moment } from './moment.ts';
import { endsOf, momentsOf, type Trace, type TracedPhone } from './trace.ts';

/** How a notification left, on the router's clock. */
export interface Sent {
  /** When it was handed over: nothing that came before can be it. */
  fromS: number;
  /** When the platform took it. */
  atS: number;
  /** The phone's connection was not in the table any more. */
  forgotten: boolean;
  /** The phone had been quiet for as long as was wanted. */
  quiet: boolean;
}

/** Later than this on a connection that stood, what comes may be the phone's own sign of life. */
const promptS = 30;
/** How long before it was sent other packets count. */
const beforeS = 300;
/** How long a connection that came back may take until it carries something: servers repeat more and more seldom. */
const repeatS = 150;
/** Looks are a second apart; where nobody looked for so long, the time is not told for certain. */
const gapS = 5;

/** Something came, and what that means. `null`: not yet, or it may still become clearer. */
export function judgeArrival(trace: Trace, phone: TracedPhone, sent: Sent): Arrival | null {
  const all = momentsOf(trace, phone);
  const since = all.filter(({ toS }) => toS > sent.fromS);
  const others = all.filter(
    ({ what, toS }) => what === 'served' && toS <= sent.fromS && toS > sent.fromS - beforeS,
  );
  const told = sent.forgotten ? afterReturn(since, trace.lookS ?? 0) : onStanding(since, trace, phone, sent);
  if (told === null) return null;
  const { moment, lines } = told;
  const from = Math.max(moment.fromS, sent.fromS);
  const delayS = Math.max(0, (from + moment.toS) / 2 - sent.atS);
  const doubt = doubtOf(told, sent);
  return {
    kind: doubt === null ? told.kind : 'uncertain',
    delayS,
    marginS: Math.max(0, (moment.toS - from) / 2),
    doubt,
    atLeast: told.atLeast,
    others: others.length,
    forgot: endsOf(trace, phone).some(({ forgotten }) => forgotten),
    hardware: moment.hardware,
    evidence: lines.map((line) => ({ source: lookSource, line })),
  };
}

interface Told {
  kind: 'arrived' | 'late';
  /** It may have come later: the return is all that was seen. */
  atLeast: boolean;
  moment: Moment;
  doubt: Arrival['doubt'];
  lines: string[];
}

function doubtOf({ kind, moment, doubt }: Told, { quiet }: Sent): Arrival['doubt'] {
  if (kind === 'arrived' && !quiet) return 'busy';
  if (doubt !== null) return doubt;
  return moment.toS - moment.fromS > gapS && !moment.hardware ? 'gap' : null;
}

/** The connection stood: the first thing its server said. */
function onStanding(since: readonly Moment[], trace: Trace, phone: TracedPhone, sent: Sent): Told | null {
  const first = since.find(({ what }) => what === 'served' || what === 'opened');
  if (first === undefined) return null;
  if (first.what === 'served') {
    const isPrompt = first.fromS - sent.atS <= promptS;
    const doubt = isPrompt || !first.asked ? null : 'own-sign';
    return { kind: 'arrived', moment: first, doubt, lines: first.lines, atLeast: false };
  }
  // It was forgotten while it was waited for, or the phone has a second one.
  const wasForgotten =
    first.revived ||
    endsOf(trace, phone).some(({ forgotten, atS }) => forgotten && atS > sent.fromS && atS <= first.toS);
  if (!wasForgotten)
    return { kind: 'arrived', moment: first, doubt: 'reconnected', lines: first.lines, atLeast: false };
  return afterReturn(since, trace.lookS ?? 0);
}

/**
 * The connection had been forgotten. On a new one the notification comes as soon as both sides speak. On one that was picked
 * up in mid-stream the server has to repeat itself, and where offloaded packets are not counted that is not seen: then
 * the return is the least there is to tell.
 */
function afterReturn(since: readonly Moment[], lookS: number): Told | null {
  const back = since.find(({ what }) => what === 'opened');
  const reached = back && since.find(({ answered, toS }) => answered && toS >= back.toS);
  if (reached === undefined) return null;
  const said = since.find((one) => one.toS >= reached.toS && one.served !== false && one.what !== 'spoke');
  const isFresh = since.some(
    ({ key, what, revived }) => key === reached.key && what === 'opened' && !revived,
  );
  if (said === undefined && !isFresh && lookS - reached.toS < repeatS) return null;
  const moment = isFresh ? reached : (said ?? reached);
  const lines = [...(back === moment ? [] : (back?.lines.slice(-1) ?? [])), ...moment.lines.slice(-1)];
  return { kind: 'late', moment, doubt: null, lines, atLeast: !isFresh && said?.served !== true };
}
