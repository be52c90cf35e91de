import type { WatchEventOf } from '../watch/events.ts';
import { newPosting } from './posting.ts';
import type { NoticeState, Preferences, ReturnNotice, RouterNotice } from './state.ts';

/** A router that comes and goes is told in one message for so long after it was back, ms. */
const flapMs = 60 * 60_000;
const mostTimes = 20;

/** Where the end is kept that came before its beginning. */
const endOf = (since: number): string => `unreachable ${since}`;

const newestOf = (state: NoticeState): RouterNotice | undefined =>
  state.notices.filter((notice) => notice.kind === 'router').at(-1);

/** A router cannot be watched: its own message, or the one before where it has only just been back. */
export function reduceUnreachable(
  state: NoticeState,
  event: WatchEventOf<'unreachable'>,
  preferences: Preferences,
  now: number,
): NoticeState {
  const { id, since, obstacle } = event;
  const { [endOf(since)]: end, ...ends } = state.ends;
  const time = { since, obstacle, until: end?.at ?? null };
  const before = newestOf(state);
  const last = before?.times.at(-1);
  if (last?.since === since && last.until !== null) return state;
  if (before && last && since - (last.until ?? since) < flapMs) {
    const earlier =
      last.since === since
        ? before.times.slice(0, -1)
        : before.times.map((one) => ({ ...one, until: one.until ?? since }));
    const times = [...earlier, time].slice(-mostTimes);
    const folded: RouterNotice = { ...before, times, revision: before.revision + 1 };
    // That it was back needs no telling any more.
    const notices = state.notices.filter((one) => one.kind !== 'return' || one.sent > 0);
    return { ...state, ends, notices: notices.map((one) => (one === before ? folded : one)) };
  }
  const notice: RouterNotice = {
    kind: 'router',
    times: [time],
    ...newPosting(id, preferences, now),
  };
  return { ...state, ends, notices: [...state.notices, notice] };
}

/** It is watched again: its message says so, and a message of its own, unless there was none yet, or it comes and goes. */
export function reduceReachable(
  state: NoticeState,
  event: WatchEventOf<'reachable'>,
  preferences: Preferences,
  now: number,
): NoticeState {
  const { id, since, at } = event;
  const before = newestOf(state);
  if (!before?.times.some((one) => one.since === since && one.until === null))
    return { ...state, ends: { ...state.ends, [endOf(since)]: { at, unreachableS: null } } };
  const times = before.times.map((one) => (one.since === since ? { ...one, until: at } : one));
  const over: RouterNotice = { ...before, times, revision: before.revision + 1 };
  const notices = state.notices.map((one) => (one === before ? over : one));
  if (before.sent === 0 || times.length > 1) return { ...state, notices };
  const back: ReturnNotice = {
    kind: 'return',
    since,
    until: at,
    ...newPosting(id, preferences, now),
  };
  return { ...state, notices: [...notices, back] };
}
