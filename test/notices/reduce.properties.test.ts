import fc from 'fast-check';
import { expect, it } from 'vitest';
import { due, markSent, nextDue } from '../../src/notices/pending.ts';
import { reduce } from '../../src/notices/reduce.ts';
import { emptyNoticeState, type Message, type NoticeState } from '../../src/notices/state.ts';
import type { WatchEvent } from '../../src/watch/events.ts';
import { anna, back, bert, evening, evicted, flowOf, hour, usual } from './events.ts';

const phones = [anna, bert];
const classes = ['fixed-pickup', 'hardware-desync', 'unknown'] as const;

/** Evictions with and without their ends, in any order, some of them twice. */
const lives = fc
  .array(
    fc.record({
      after: fc.integer({ min: 0, max: 48 * 3_600 }),
      phone: fc.constantFrom(...phones),
      service: fc.constantFrom('apns', 'fcm'),
      class: fc.constantFrom(...classes),
      gapS: fc.option(fc.integer({ min: 1, max: 3_000 })),
    }),
    { maxLength: 40 },
  )
  .map((cuts) =>
    cuts.flatMap((cut, n): WatchEvent[] => {
      const one = evicted(evening + cut.after * 1_000, {
        id: `e${n}`,
        flow: flowOf(cut.phone, cut.service),
        class: cut.class,
      });
      return cut.gapS === null ? [one] : [one, back(one, cut.gapS)];
    }),
  );

const disordered = lives.chain((events) =>
  fc.record({
    events: fc.shuffledSubarray([...events, ...events], { minLength: events.length * 2 }),
    quiet: fc.option(fc.constant({ from: 22, to: 7 })),
    // How long after the newest event so far each one comes in, ms.
    late: fc.array(fc.integer({ min: 0, max: 3_600_000 }), { minLength: 1, maxLength: 10 }),
  }),
);

type Posted = Message & { postedAt: number };

function run({
  events,
  quiet,
  late,
}: {
  events: WatchEvent[];
  quiet: { from: number; to: number } | null;
  late: number[];
}) {
  let state: NoticeState = emptyNoticeState;
  let now = evening;
  const said: Posted[] = [];
  const say = (messages: Message[]) => {
    said.push(...messages.map((message) => ({ ...message, postedAt: now })));
    state = markSent(state, messages);
  };
  const settle = (until: number) => {
    for (let next = nextDue(state); next !== null && next <= until; next = nextDue(state)) {
      now = Math.max(now, next);
      say(due(state, now));
    }
    now = Math.max(now, until);
  };
  events.forEach((event, n) => {
    settle(Math.max(now, event.at) + (late[n % late.length] ?? 0));
    const taken = reduce(state, event, { ...usual, quiet }, now);
    state = taken.state;
    say(taken.messages);
  });
  settle(now + 48 * hour);
  return { said, state };
}

it('every eviction is told in exactly one message, and each message posted once', () => {
  fc.assert(
    fc.property(disordered, (given) => {
      const { said } = run(given);
      const posts = said.filter(({ isFirst }) => isFirst).map(({ notice }) => notice.id);
      expect(new Set(posts).size).toBe(posts.length);
      const last = new Map(said.map(({ notice }) => [notice.id, notice]));
      const told = [...last.values()].reduce(
        (sum, notice) => sum + (notice.kind === 'phone' ? notice.cuts.length + notice.earlier.count : 0),
        0,
      );
      expect(told).toBe(
        new Set(given.events.filter(({ kind }) => kind === 'evicted').map(({ id }) => id)).size,
      );
    }),
  );
});

it('every end that was seen is told', () => {
  fc.assert(
    fc.property(disordered, (given) => {
      const { said } = run(given);
      const last = new Map(said.map(({ notice }) => [notice.id, notice]));
      const open = [...last.values()].flatMap((notice) =>
        notice.kind === 'phone' ? notice.cuts.filter((cut) => cut.end === null).map(({ id }) => id) : [],
      );
      const ended = given.events.flatMap((event) => (event.kind === 'back' ? [event.evictedId] : []));
      expect(open.filter((id) => ended.includes(id))).toEqual([]);
    }),
  );
});

it('a phone is told of once an hour at the most, unless there is something new', () => {
  fc.assert(
    fc.property(disordered, (given) => {
      const posts = run(given).said.filter(({ isFirst }) => isFirst);
      for (const post of posts) {
        const { notice } = post;
        if (notice.kind !== 'phone') continue;
        const news = notice.told.at(-1) ?? '';
        const before = posts.filter(
          (other) =>
            other !== post &&
            other.notice.kind === 'phone' &&
            other.notice.phone.key === notice.phone.key &&
            posts.indexOf(other) < posts.indexOf(post) &&
            post.postedAt - other.postedAt < hour,
        );
        expect(
          before.filter((other) => other.notice.kind === 'phone' && other.notice.told.includes(news)),
        ).toEqual([]);
      }
    }),
  );
});

it('in quiet hours nothing is posted', () => {
  fc.assert(
    fc.property(disordered, (given) => {
      const posts = run({ ...given, quiet: { from: 22, to: 7 } }).said.filter(({ isFirst }) => isFirst);
      const hours = posts.map(({ postedAt }) => new Date(postedAt).getUTCHours());
      expect(hours.filter((at) => at >= 22 || at < 7)).toEqual([]);
    }),
  );
});

it('what is not marked as handed over is said again, the same', () => {
  fc.assert(
    fc.property(disordered, ({ events }) => {
      let state: NoticeState = emptyNoticeState;
      for (const event of events) {
        const taken = reduce(state, event, usual, event.at);
        expect(reduce(taken.state, event, usual, event.at).messages).toEqual(taken.messages);
        state = taken.state;
      }
    }),
  );
});
