import { describe, expect, it } from 'vitest';
import { due, markSent, mute, nextDue } from '../../src/notices/pending.ts';
import { reduce } from '../../src/notices/reduce.ts';
import { emptyNoticeState, type NoticeState, type Preferences } from '../../src/notices/state.ts';
import type { WatchEvent } from '../../src/watch/events.ts';
import { anna, back, bert, evening, evicted, flowOf, guard, hour, minute, usual } from './events.ts';

/** Events taken as they happen, each message handed over at once. */
function chat(preferences: Partial<Preferences> = {}) {
  let state: NoticeState = emptyNoticeState;
  const log: string[] = [];
  const say = (messages: ReturnType<typeof due>) => {
    for (const { notice, isFirst } of messages) log.push(`${isFirst ? 'post' : 'edit'} ${notice.id}`);
    state = markSent(state, messages);
    return messages;
  };
  return {
    log,
    state: () => state,
    set: (next: NoticeState) => {
      state = next;
    },
    take: (event: WatchEvent, now = event.at) => {
      const taken = reduce(state, event, { ...usual, ...preferences }, now);
      state = taken.state;
      return say(taken.messages);
    },
    wait: (now: number) => say(due(state, now)),
  };
}

it('posts an eviction and edits it when the phone is back', () => {
  const on = chat();
  const first = evicted(evening);
  on.take(first);
  const [edit] = on.take(back(first, 401));
  expect(on.log).toEqual([`post ${first.id}`, `edit ${first.id}`]);
  expect(edit?.notice).toMatchObject({ cuts: [{ end: { unreachableS: 401 } }] });
});

it('folds repeats of the same phone into one message', () => {
  const on = chat();
  const all = Array.from({ length: 20 }, (_, n) => evicted(evening + n * 12 * minute));
  for (const one of all) {
    on.take(one);
    on.take(back(one, 400));
  }
  expect(on.log.filter((line) => line.startsWith('post'))).toEqual([`post ${all[0]?.id}`]);
  expect(on.state().notices).toMatchObject([
    { cuts: { length: 5 }, earlier: { count: 15, unreachableS: 6_000 } },
  ]);
});

it('tells the same trouble anew after three quiet hours', () => {
  const on = chat();
  const [first, second] = [evicted(evening), evicted(evening + 4 * hour)];
  on.take(first);
  on.take(back(first, 100));
  on.take(second);
  expect(on.log.at(-1)).toBe(`post ${second.id}`);
});

it('another phone, another service, another class, or one despite the fix is news', () => {
  const on = chat();
  on.take(evicted(evening));
  on.take(evicted(evening + minute, { flow: flowOf(bert) }));
  on.take(evicted(evening + 2 * minute, { flow: flowOf(anna, 'fcm') }));
  on.take(evicted(evening + 3 * minute, { class: 'hardware-desync' }));
  const cured = reduce(
    on.state(),
    evicted(evening + 4 * minute),
    { ...usual, cured: true },
    evening + 4 * minute,
  );
  expect(on.log.map((line) => line.split(' ')[0])).toEqual(['post', 'post', 'post', 'post']);
  expect(cured.messages).toMatchObject([{ isFirst: true }]);
});

it('takes the end before the beginning', () => {
  const on = chat();
  const first = evicted(evening);
  expect(on.take(back(first, 60))).toEqual([]);
  expect(on.take(first, evening + minute)).toMatchObject([
    { isFirst: true, notice: { cuts: [{ end: { unreachableS: 60 } }] } },
  ]);
});

it('says nothing of flushes and of time nobody watched', () => {
  const on = chat();
  on.take({ kind: 'flushed', id: 'f', routerId: 'r1', at: evening, count: 7, why: 'redial' });
  on.take({ kind: 'unwatched', id: 'u', routerId: 'r1', at: evening, from: 1, to: 2, why: 'restart' });
  expect(on.log).toEqual([]);
});

describe('quiet hours', () => {
  const night = { quiet: { from: 22, to: 7 }, zone: 'UTC' };
  const morning = evening + 10 * hour;

  it('keep posts back until they end, folded into one', () => {
    const on = chat(night);
    const all = Array.from({ length: 6 }, (_, n) => evicted(evening + (2 + n) * hour));
    for (const one of all) {
      on.take(one);
      on.take(back(one, 300));
    }
    expect(on.log).toEqual([]);
    expect(nextDue(on.state())).toBe(morning);
    expect(on.wait(morning)).toMatchObject([
      { isFirst: true, notice: { held: true, cuts: { length: 5 }, earlier: { count: 1 } } },
    ]);
    expect(on.wait(morning + 1)).toEqual([]);
  });

  it('do not keep edits back', () => {
    const on = chat(night);
    const first = evicted(evening + 59 * minute);
    on.take(first);
    on.take(back(first, 300));
    expect(on.log).toEqual([`post ${first.id}`, `edit ${first.id}`]);
  });
});

describe('muted', () => {
  it('a phone is not told of for a day, and then again', () => {
    const on = chat();
    on.take(evicted(evening));
    on.set(mute(on.state(), anna.mac ?? '', evening + 24 * hour));
    on.take(evicted(evening + hour));
    on.take(evicted(evening + 2 * hour, { flow: flowOf(bert) }));
    expect(on.log).toHaveLength(2);
    on.take(evicted(evening + 25 * hour));
    expect(on.log.at(-1)).toContain('post');
    expect(on.log).toHaveLength(3);
  });

  it('a message that waits for the morning is not posted', () => {
    const on = chat({ quiet: { from: 22, to: 7 } });
    on.take(evicted(evening + 2 * hour));
    on.set(mute(on.state(), anna.mac ?? '', evening + 26 * hour));
    expect(on.wait(evening + 12 * hour)).toEqual([]);
  });
});

describe('guard', () => {
  it('tells a loss and edits it when the rule is back', () => {
    const on = chat();
    on.take(guard(evening, 'lost'));
    on.take(guard(evening + minute, 'lost'));
    on.take(guard(evening + 2 * minute, 'restored'));
    expect(on.log).toEqual([`post g-${evening}-lost`, `edit g-${evening}-lost`]);
  });

  it('folds a rule that comes and goes, but not a later loss', () => {
    const on = chat();
    on.take(guard(evening, 'lost'));
    on.take(guard(evening + minute, 'restored'));
    on.take(guard(evening + 2 * minute, 'lost'));
    on.take(guard(evening + 3 * minute, 'restored'));
    on.take(guard(evening + hour, 'lost'));
    expect(on.log.filter((line) => line.startsWith('post'))).toHaveLength(2);
  });

  it('says once that the fix is not needed, and nothing of a rule that was never told as lost', () => {
    const on = chat();
    on.take(guard(evening, 'restored'));
    on.take(guard(evening + minute, 'not-needed'));
    on.take(guard(evening + 2 * minute, 'not-needed'));
    expect(on.log).toEqual([`post g-${evening + minute}-not-needed`]);
  });
});
