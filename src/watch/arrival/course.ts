import type { Arrival } from '../../model/push-test.ts';
import type { Settings } from '../lifecycle/household.ts';
import type { Sample } from '../lifecycle/look.ts';
import { type Heard, uptimeAt } from './clock.ts';
import { judgeArrival, type Sent } from './judge.ts';
import { isForgotten, longestWaitS, stillToWaitS } from './quiet.ts';
import { emptyTrace, follow, type Trace, type TracedPhone } from './trace.ts';

/** How long an arrival is waited for, seconds of the router's time. */
export const longestListenS = 900;
/** After so long without a look it takes two to know what is gone, seconds. */
const blindS = 10;
/** Looks that are remembered to tell the router's clock by. */
const heardKept = 300;

/** One test as far as it has come. Our clock in ms, the router's in seconds. */
export interface Course {
  phone: TracedPhone;
  /** Seconds the phone has to be quiet before. */
  neededS: number;
  /** Seconds of the router's clock in one of ours. */
  pace: number;
  trace: Trace;
  heard: readonly Heard[];
  /** How the phone's connection stood when it was time to send; `null`: it is waited for. */
  standing: Pick<Sent, 'forgotten' | 'quiet'> | null;
  handedMs: number | null;
  takenMs: number | null;
  sent: Sent | null;
}

/** What a look means for a test. `send`: now, once. */
export type CourseStep =
  | { kind: 'waiting'; leftS: number }
  | { kind: 'send' }
  | { kind: 'sending' }
  | { kind: 'listening'; sinceS: number }
  | { kind: 'over'; arrival: Arrival }
  | { kind: 'rebooted' };

/** An end of which no time can be told. */
export const withoutTime = (kind: Arrival['kind']): Arrival => ({
  kind,
  delayS: null,
  marginS: 0,
  doubt: null,
  atLeast: false,
  others: 0,
  forgot: false,
  hardware: false,
  evidence: [],
});

export const newCourse = (of: Pick<Course, 'phone' | 'neededS' | 'pace'>, settings: Settings): Course => ({
  ...of,
  trace: emptyTrace(settings),
  heard: [],
  standing: null,
  handedMs: null,
  takenMs: null,
  sent: null,
});

/** The test after one more look, which came in at `receivedMs`. */
export function afterLook(
  before: Course,
  look: Sample,
  receivedMs: number,
): { course: Course; step: CourseStep } {
  const heard = [...before.heard, { receivedMs, uptimeS: look.atS }].slice(-heardKept);
  const course = { ...before, heard, trace: follow(before.trace, look) };
  if (course.standing === null) return waiting(course);
  if (course.trace.rebooted) return { course, step: { kind: 'rebooted' } };
  const sent = course.sent ?? sentOf(course, course.standing);
  return sent === null ? { course, step: { kind: 'sending' } } : listening({ ...course, sent }, sent);
}

function waiting(course: Course): { course: Course; step: CourseStep } {
  const { trace, phone, neededS } = course;
  const leftS = stillToWaitS(trace, phone, neededS);
  const patienceS = longestWaitS - ((trace.lookS ?? 0) - (trace.firstS ?? 0));
  const [last, before] = course.heard.slice(-2).reverse();
  const isBlind = (last?.uptimeS ?? 0) - (before?.uptimeS ?? 0) > blindS;
  if (isBlind || (leftS > 0 && patienceS > 0))
    return { course, step: { kind: 'waiting', leftS: Math.max(1, Math.min(leftS, patienceS)) } };
  const standing = { forgotten: isForgotten(trace, phone), quiet: leftS <= 0 };
  return { course: { ...course, standing }, step: { kind: 'send' } };
}

/** How it left by the router's clock; `null` while that cannot be told yet. */
function sentOf(
  { handedMs, takenMs, heard, pace }: Course,
  standing: Pick<Sent, 'forgotten' | 'quiet'>,
): Sent | null {
  if (handedMs === null || takenMs === null) return null;
  const [fromS, atS] = [uptimeAt(handedMs, heard, pace), uptimeAt(takenMs, heard, pace)];
  return fromS === null || atS === null ? null : { fromS, atS, ...standing };
}

function listening(course: Course, sent: Sent): { course: Course; step: CourseStep } {
  const arrival = judgeArrival(course.trace, course.phone, sent);
  if (arrival !== null) return { course, step: { kind: 'over', arrival } };
  const sinceS = (course.trace.lookS ?? 0) - sent.atS;
  return sinceS > longestListenS
    ? { course, step: { kind: 'over', arrival: withoutTime('nothing') } }
    : { course, step: { kind: 'listening', sinceS } };
}
