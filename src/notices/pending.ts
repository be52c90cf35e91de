import type { Message, Notice, NoticeState } from './state.ts';

const dayMs = 24 * 3_600_000;

/** What is no longer told or repainted, ms. */
const keptMs = 7 * dayMs;
/** Ids of events kept; the journal recognises older ones. */
const keptIds = 256;
const keptEnds = 64;

/** Everything that is to be posted or repainted by now and was not handed over. */
export const due = (state: NoticeState, now: number): Message[] =>
  state.notices
    .filter((notice) => notice.sent < notice.revision && notice.postAt <= now)
    .map((notice) => ({ notice, revision: notice.revision, isFirst: notice.sent === 0 }));

/** When there will next be something to hand over, epoch ms; null: not before another event. */
export function nextDue(state: NoticeState): number | null {
  const times = state.notices.filter(({ sent, revision }) => sent < revision).map(({ postAt }) => postAt);
  return times.length === 0 ? null : Math.min(...times);
}

/** The deliveries have these messages. */
export const markSent = (state: NoticeState, messages: readonly Message[]): NoticeState => ({
  ...state,
  notices: state.notices.map((notice) => {
    const sent = messages.find((message) => message.notice.id === notice.id)?.revision ?? 0;
    return sent > notice.sent ? { ...notice, sent } : notice;
  }),
});

/** No notices of a phone until then; one that still waits for the end of quiet hours is not posted either. */
export function mute(state: NoticeState, phone: string, until: number): NoticeState {
  const mutes = { ...state.mutes, [phone]: until };
  const stays = (notice: Notice) => notice.sent > 0 || notice.kind !== 'phone' || notice.phone.key !== phone;
  return { ...state, mutes, notices: state.notices.filter(stays) };
}

export function unmute(state: NoticeState, phone: string): NoticeState {
  const { [phone]: _, ...mutes } = state.mutes;
  return { ...state, mutes };
}

function newestAt(notice: Notice): number {
  switch (notice.kind) {
    case 'phone':
      return notice.cuts.at(-1)?.at ?? 0;
    case 'guard':
      return notice.steps.at(-1)?.at ?? 0;
    case 'router':
      return notice.times.at(-1)?.until ?? Number.POSITIVE_INFINITY;
    case 'return':
      return notice.until;
  }
}

/** Leaves out what is over, so that what is kept stays small. Nothing that is still to be told is left out. */
export function trim(state: NoticeState, now: number): NoticeState {
  const from = now - keptMs;
  const last = (notice: Notice) => Math.max(newestAt(notice), notice.postAt);
  return {
    seen: state.seen.slice(-keptIds),
    notices: state.notices.filter((notice) => notice.sent < notice.revision || last(notice) > from),
    ends: Object.fromEntries(
      Object.entries(state.ends)
        .filter(([, { at }]) => at > from)
        .slice(-keptEnds),
    ),
    mutes: Object.fromEntries(Object.entries(state.mutes).filter(([, until]) => until > now)),
  };
}
