import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { within } from '../../src/model/deadline.ts';

test('what comes in time is what counts, a failure among it', async () => {
  expect(await within(60_000, Promise.resolve('done'), 'late')).toBe('done');
  await expect(within(60_000, Promise.reject(new Error('broken')), 'late')).rejects.toThrow('broken');
});

test('what does not come is not waited for', async () => {
  expect(await within(1, new Promise(() => {}), 'late')).toBe('late');
});

test('work that is late goes on, and its failure is nobody’s', async () => {
  const failing = sleep(5).then(() => Promise.reject(new Error('too late')));
  expect(await within(1, failing, 'late')).toBe('late');
  await expect(failing).rejects.toThrow('too late');
});
