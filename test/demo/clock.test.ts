import { expect, test } from 'vitest';
import { makeClock } from '../../src/demo/clock.ts';

test('runs fast while nothing computes, like the machine while something does', () => {
  let ms = 1_000_000;
  const clock = makeClock(20, () => ms, 100);
  expect(clock.nowS()).toBe(100);
  ms += 1000;
  expect(clock.nowS()).toBe(120);
  clock.setBusy(true);
  ms += 1000;
  expect(clock.nowS()).toBe(121);
  clock.setBusy(false);
  ms += 500;
  expect(clock.nowS()).toBe(131);
  expect(clock.epochS()).toBe(1031);
  clock.skip(9);
  expect(clock.nowS()).toBe(140);
});

test('a skip wakes whose time has come, and nobody else; a stop wakes all', async () => {
  const clock = makeClock(1, () => 0, 0);
  const woken: string[] = [];
  const sleep = (name: string, seconds: number) => clock.sleep(seconds).then(() => woken.push(name));
  const early = sleep('early', 1000);
  const late = sleep('late', 3000);
  clock.skip(2000);
  await early;
  expect(woken).toEqual(['early']);
  clock.stop();
  await late;
  await sleep('after', 1000);
  expect(woken).toEqual(['early', 'late', 'after']);
});

test('sleepers wait by the fast clock', async () => {
  const clock = makeClock(10_000, Date.now, 0);
  const before = clock.nowS();
  await clock.sleep(500);
  // Node's timers may be a millisecond early: ten of the router's seconds.
  expect(clock.nowS() - before).toBeGreaterThanOrEqual(480);
});
