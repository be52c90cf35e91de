import { expect, it } from 'vitest';
import { due, markSent, mute } from '../../src/notices/pending.ts';
import { reduce } from '../../src/notices/reduce.ts';
import { emptyNoticeState, type NoticeState, type Preferences } from '../../src/notices/state.ts';
import type { WatchEvent, WatchEventOf } from '../../src/watch/events.ts';
import { anna, evening, hour, minute, usual } from './events.ts';

const obstacle = (reason: WatchEventOf<'unreachable'>['obstacle']['reason']) => ({
  reason,
  address: 'root@192.168.1.1',
});

const gone = (
  since: number,
  reason: 'silent' | 'login' = 'silent',
  at = since + 10 * minute,
): WatchEvent => ({
  kind: 'unreachable',
  id: `u-${since}-${at}`,
  routerId: 'r1',
  at,
  since,
  obstacle: obstacle(reason),
});
const back = (since: number, at: number): WatchEvent => ({
  kind: 'reachable',
  id: `r-${since}`,
  routerId: 'r1',
  at,
  since,
});

/** Events taken as they happen, each message handed over at once. */
function chat(preferences: Partial<Preferences> = {}) {
  let state: NoticeState = emptyNoticeState;
  const log: string[] = [];
  const say = (now: number) => {
    const messages = due(state, now);
    for (const { notice, isFirst } of messages) log.push(`${isFirst ? 'post' : 'edit'} ${notice.kind}`);
    state = markSent(state, messages);
  };
  return {
    log,
    state: () => state,
    mutes(phone: string) {
      state = mute(state, phone, evening + 24 * hour);
    },
    take(event: WatchEvent, now = event.at) {
      state = reduce(state, event, { ...usual, ...preferences }, now).state;
      say(now);
    },
    wait: say,
  };
}

it('is told once, and its return once, in a message that is noticed; the first says that it is over', () => {
  const on = chat();
  on.take(gone(evening));
  on.take(gone(evening));
  expect(on.log).toEqual(['post router']);
  on.take(back(evening, evening + hour));
  on.take(back(evening, evening + hour));
  expect(on.log).toEqual(['post router', 'edit router', 'post return']);
  expect(on.state().notices).toMatchObject([
    { times: [{ since: evening, until: evening + hour }] },
    { since: evening, until: evening + hour },
  ]);
});

it('says another thing in the same message when it is another thing', () => {
  const on = chat();
  on.take(gone(evening));
  on.take(gone(evening, 'login', evening + 20 * minute));
  expect(on.log).toEqual(['post router', 'edit router']);
  expect(on.state().notices).toMatchObject([{ times: [{ obstacle: { reason: 'login' } }] }]);
});

it('tells a router that comes and goes in one message', () => {
  const on = chat();
  for (let n = 0; n < 30; n++) {
    const since = evening + n * 40 * minute;
    on.take(gone(since));
    on.take(back(since, since + 20 * minute));
  }
  expect(on.log.filter((line) => line.startsWith('post'))).toEqual(['post router', 'post return']);
  expect(on.state().notices[0]).toMatchObject({ kind: 'router', times: { length: 20 } });
});

it('tells it anew when it was there for some hours', () => {
  const on = chat();
  on.take(gone(evening));
  on.take(back(evening, evening + hour));
  on.take(gone(evening + 5 * hour));
  expect(on.log.at(-1)).toBe('post router');
});

it('waits for the end of quiet hours, and says then how it stands', () => {
  const on = chat({ quiet: { from: 22, to: 7 } });
  on.take(gone(evening + 2 * hour));
  on.take(back(evening + 2 * hour, evening + 4 * hour));
  expect(on.log).toEqual([]);
  on.wait(evening + 10 * hour);
  expect(on.log).toEqual(['post router']);
  expect(on.state().notices).toMatchObject([{ held: true, times: [{ until: evening + 4 * hour }] }]);
});

it('keeps its return back until the morning, and drops it when the router is gone again by then', () => {
  const on = chat({ quiet: { from: 22, to: 7 } });
  on.take(gone(evening - hour));
  const night = evening + 3 * hour;
  on.take(back(evening - hour, night));
  expect(on.log).toEqual(['post router', 'edit router']);
  on.take(gone(night + 5 * minute));
  on.wait(evening + 10 * hour);
  expect(on.log).toEqual(['post router', 'edit router', 'edit router']);
});

it('an end that comes in before its beginning is not lost', () => {
  const on = chat();
  on.take(back(evening, evening + hour));
  expect(on.log).toEqual([]);
  on.take(gone(evening), evening + hour);
  expect(on.state().notices).toMatchObject([{ times: [{ until: evening + hour }] }]);
  expect(on.log).toEqual(['post router']);
});

it('a phone that is muted does not mute its router', () => {
  const on = chat();
  on.mutes(anna.mac ?? '');
  on.take(gone(evening));
  expect(on.log).toEqual(['post router']);
});

it('is kept for as long as it goes on', () => {
  const on = chat();
  on.take(gone(evening));
  on.take({ ...gone(evening, 'login', evening + 20 * 24 * hour), id: 'late' });
  expect(on.log).toEqual(['post router', 'edit router']);
});
