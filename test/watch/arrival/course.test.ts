import { expect, test } from 'vitest';
import { uptimeAt } from '../../../src/watch/arrival/clock.ts';
import { afterLook, type Course, type CourseStep, newCourse } from '../../../src/watch/arrival/course.ts';
import { fixed, line, looker, phone } from './looks.ts';

/** A course fed by tables a second apart; our clock began with the router's. */
function running(neededS = 160) {
  const on = looker(fixed);
  let course: Course = newCourse({ phone, neededS, pace: 1 }, fixed);
  return {
    course: () => course,
    set: (change: Partial<Course>) => {
      course = { ...course, ...change };
    },
    look(atS: number, lines: readonly string[]): CourseStep {
      on.look(atS, lines);
      const sample = on.last();
      const next = afterLook(course, sample, atS * 1000 + 20);
      course = next.course;
      return next.step;
    },
  };
}

test('it is sent once, when the phone has been quiet for long enough, and over when it is there', () => {
  const on = running();
  const steps = Array.from({ length: 165 }, (_, s) => on.look(s, [line({ left: 7_440 - s })]).kind);
  expect(steps.filter((kind) => kind === 'send')).toHaveLength(1);
  expect(steps.indexOf('send')).toBeGreaterThanOrEqual(160);
  expect(new Set(steps.slice(steps.indexOf('send') + 1))).toEqual(new Set(['sending']));
  on.set({ handedMs: 164_100, takenMs: 164_300 });
  expect(on.look(165, [line({ left: 7_275 })])).toMatchObject({ kind: 'listening' });
  expect(on.look(166, [line({ left: 7_440, theirs: [10, 1_300] })])).toMatchObject({
    kind: 'over',
    arrival: { kind: 'arrived', doubt: null },
  });
});

test('a phone that never falls silent gets it all the same after twelve minutes, and it is uncertain', () => {
  const on = running();
  let sentAt = 0;
  for (let s = 0; s <= 800 && sentAt === 0; s += 1) {
    const n = Math.floor(s / 40);
    if (on.look(s, [line({ left: 7_440 - (s % 40), theirs: [9 + n, 900 + n * 300] })]).kind === 'send')
      sentAt = s;
  }
  expect(sentAt).toBe(720);
  on.set({ handedMs: 720_100, takenMs: 720_200 });
  on.look(721, [line({ left: 7_440, theirs: [40, 9_000] })]);
  const step = on.look(722, [line({ left: 7_439, theirs: [40, 9_000] })]);
  expect(step).toMatchObject({ kind: 'over', arrival: { kind: 'uncertain', doubt: 'busy' } });
});

test('nothing within fifteen minutes is an end, too', () => {
  const on = running(20);
  let at = 0;
  for (; at < 30; at += 1) on.look(at, [line({ left: 7_400 - at })]);
  on.set({ handedMs: 29_100, takenMs: 29_200 });
  const last = () => on.look(at, [line({ left: 7_400 - at })]);
  let step = last();
  while (step.kind === 'listening' && at < 2_000) {
    at += 1;
    step = last();
  }
  expect(step).toMatchObject({ kind: 'over', arrival: { kind: 'nothing', delayS: null } });
  expect(at).toBe(930);
});

test('the router’s clock is told by the least delayed look; where it flies, by the looks around', () => {
  const heard = [
    { receivedMs: 10_500, uptimeS: 100 },
    { receivedMs: 11_010, uptimeS: 101 },
    { receivedMs: 13_900, uptimeS: 102 },
  ];
  expect(uptimeAt(12_000, heard)).toBeCloseTo(101.99, 5);
  expect(uptimeAt(14_000, heard)).toBeNull();
  expect(uptimeAt(10_755, heard, 20)).toBeCloseTo(100.5, 5);
});
