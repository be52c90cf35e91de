import type { WatchEventOf } from '../watch/events.ts';
import { newPosting } from './posting.ts';
import type { DriftNotice, NoticeState, Preferences } from './state.ts';

const minuteMs = 60_000;
/** A rule that comes and goes is told in one message for so long. */
const flapMs = 10 * minuteMs;
/** Longer where it is put back by itself: nobody has to do anything. */
const keptFixedMs = 6 * 60 * minuteMs;

/** Our rules were lost, displaced, put back, or are no longer needed. */
export function reduceDrift(
  state: NoticeState,
  event: WatchEventOf<'guard'>,
  preferences: Preferences,
  now: number,
): NoticeState {
  const { id, at } = event;
  const { remedy } = event;
  const step = { id, at, state: event.state, ...(remedy === undefined ? {} : { remedy }) };
  const before = state.notices.filter((notice) => notice.kind === 'guard').at(-1);
  const last = before?.steps.at(-1);
  const first = before?.steps[0];
  if (last?.state === event.state) return state;
  const foldMs = preferences.keepFixed ? keptFixedMs : flapMs;
  const isLoss = event.state === 'lost' || event.state === 'displaced';
  const goesOn =
    event.state === 'restored'
      ? last !== undefined && last.state !== 'not-needed'
      : isLoss && last !== undefined && (last.state !== 'restored' || at - (first?.at ?? 0) < foldMs);
  if (before && last?.state !== 'not-needed' && goesOn) {
    const steps = [...before.steps, step].sort((a, b) => a.at - b.at).slice(-20);
    const folded: DriftNotice = { ...before, steps, revision: before.revision + 1 };
    return { ...state, notices: state.notices.map((one) => (one === before ? folded : one)) };
  }
  // Back again without ever having been told as lost: nothing to do for anybody.
  if (event.state === 'restored') return state;
  const notice: DriftNotice = {
    kind: 'guard',
    steps: [step],
    ...newPosting(id, preferences, now),
  };
  return { ...state, notices: [...state.notices, notice] };
}
