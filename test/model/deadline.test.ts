import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { before, within } from '../../src/model/deadline.ts';

test('what comes in time is what counts, a failure among it', async () => {
  expect(await within(60_000, Promise.resolve('done'), 'late')).toBe('done');
  await expect(within(60_000, Promise.reject(new Error('broken')), 'late')).rejects.toThrow('broken');
});

test('what does not come is not waited for', async () => {
  expect(await within(1, new Promise(() => {}), 'late')).toBe('late');
  expect(await within(-5, new Promise(() => {}), 'late')).toBe('late');
  const late = new Error('late');
  await expect(before(1, new Promise(() => {}), late)).rejects.toBe(late);
  expect(await before(60_000, Promise.resolve('done'), late)).toBe('done');
});

test('work that is late goes on, and its failure is nobody’s', async () => {
  const failing = sleep(5).then(() => Promise.reject(new Error('too late')));
  expect(await within(1, failing, 'late')).toBe('late');
  await expect(failing).rejects.toThrow('too late');
});

test('whoever is told to stop does not wait for the deadline', async () => {
  const stop = new AbortController();
  const waiting = before(60_000, new Promise(() => {}), new Error('late'), stop.signal);
  stop.abort(new Error('stopped'));
  await expect(waiting).rejects.toThrow('stopped');
});
