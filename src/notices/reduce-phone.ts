import type { WatchEventOf } from '../watch/events.ts';
import { phoneOf } from './phone.ts';
import { newPosting } from './posting.ts';
import type { NoticeState, Outage, PhoneNotice, Preferences } from './state.ts';

const hourMs = 3_600_000;

/** Evictions that follow each other within this time are one trouble, told in one message. */
const episodeMs = 3 * hourMs;
/** After a day even an unbroken trouble is told anew. */
const longestMs = 24 * hourMs;
/** Evictions a message lists; finished ones before are counted. */
const listed = 5;
/** Unfinished ones are kept beyond, as their end may still come. */
const most = 40;

const kindOf = (cut: Pick<Outage, 'service' | 'class' | 'cured'>): string =>
  `${cut.service}/${cut.class}${cut.cured ? '/cured' : ''}`;

/** An eviction goes into the phone's last message, or makes a new one: when it is another trouble, or news. */
export function reduceEvicted(
  state: NoticeState,
  event: WatchEventOf<'evicted'>,
  preferences: Preferences,
  now: number,
): NoticeState {
  const phone = phoneOf(event.flow.device);
  const { [event.id]: end = null, ...ends } = state.ends;
  if ((state.mutes[phone.key] ?? 0) > now) return { ...state, ends };
  const { id, at, idleS } = event;
  const cut: Outage = {
    id,
    at,
    idleS,
    service: event.flow.service,
    class: event.class,
    cured: preferences.cured,
    end,
  };
  const before = state.notices.filter((one) => one.kind === 'phone' && one.phone.key === phone.key).at(-1);
  if (before?.kind === 'phone' && !isNew(before, cut, now)) {
    const folded = withOutage({ ...before, phone, revision: before.revision + 1 }, cut);
    return { ...state, ends, notices: state.notices.map((one) => (one === before ? folded : one)) };
  }
  const told = before?.kind === 'phone' && isSameTrouble(before, cut, now) ? before.told : [];
  const notice: PhoneNotice = {
    kind: 'phone',
    phone,
    cuts: [cut],
    earlier: { count: 0, unreachableS: 0, since: null },
    told: [...new Set([...told, kindOf(cut)])],
    ...newPosting(id, preferences, now),
  };
  return { ...state, ends, notices: [...state.notices, notice] };
}

function isSameTrouble(notice: PhoneNotice, cut: Outage, now: number): boolean {
  const last = notice.cuts.at(-1)?.at ?? 0;
  const first = notice.earlier.since ?? notice.cuts[0]?.at ?? 0;
  const goesOn = cut.at - last < episodeMs && cut.at - first < longestMs;
  return goesOn || now - notice.postAt < hourMs;
}

const isNew = (notice: PhoneNotice, cut: Outage, now: number): boolean =>
  !isSameTrouble(notice, cut, now) || !notice.told.includes(kindOf(cut));

function withOutage(notice: PhoneNotice, cut: Outage): PhoneNotice {
  const cuts = [...notice.cuts, cut].sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1));
  const [oldest] = cuts;
  const isOver = oldest !== undefined && oldest.id !== cut.id && oldest.end !== null;
  if (oldest === undefined || cuts.length <= (isOver ? listed : most)) return { ...notice, cuts };
  const { count, unreachableS, since } = notice.earlier;
  return {
    ...notice,
    cuts: cuts.slice(1),
    earlier: {
      count: count + 1,
      unreachableS: unreachableS + (oldest.end?.unreachableS ?? 0),
      since: since ?? oldest.at,
    },
  };
}

/** The phone's connection is there again, or the phone left: its message says how long it was without. */
export function reduceEnded(state: NoticeState, event: WatchEventOf<'back' | 'left'>): NoticeState {
  const { evictedId, at } = event;
  const end = { at, unreachableS: event.kind === 'back' ? event.unreachableS : null };
  const isIts = (cut: Outage) => cut.id === evictedId && cut.end === null;
  const told = state.notices.some((notice) => notice.kind === 'phone' && notice.cuts.some(isIts));
  if (!told) {
    // Told or left out before: its end came twice, or belongs to a muted phone.
    if (state.seen.includes(evictedId)) return state;
    return { ...state, ends: { ...state.ends, [evictedId]: end } };
  }
  return {
    ...state,
    notices: state.notices.map((notice) =>
      notice.kind === 'phone' && notice.cuts.some(isIts)
        ? {
            ...notice,
            revision: notice.revision + 1,
            cuts: notice.cuts.map((cut) => (isIts(cut) ? { ...cut, end } : cut)),
          }
        : notice,
    ),
  };
}
