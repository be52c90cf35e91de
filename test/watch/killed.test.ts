import { afterEach, expect, test, vi } from 'vitest';
import { z } from 'zod';
import type { WatchEvent } from '../../src/watch/events.ts';
import { runChild } from '../support/child.ts';
import { until } from '../support/redis.ts';
import { type House, identity, openHouse, quick } from './support.ts';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 60_000 });

let house: House;
afterEach(() => house.close());

const message = z.union([
  z.object({ watching: z.number() }),
  z.object({ event: z.custom<WatchEvent>((value) => typeof value === 'object' && value !== null) }),
]);

/** A worker in a process of its own. */
async function worker() {
  const seen: { watching: number; events: WatchEvent[] } = { watching: 0, events: [] };
  const child = await runChild('watcher.ts', [
    house.redis.server.socket,
    identity.private,
    JSON.stringify(quick),
  ]);
  child.on('message', (said) => {
    const told = message.parse(said);
    if ('event' in told) seen.events.push(told.event);
    else seen.watching = told.watching;
  });
  return { child, seen };
}
const ofPhone = (events: readonly WatchEvent[], kind: 'evicted' | 'back') =>
  events.filter((event) => event.kind === kind && event.flow.device.name === 'Annas-iPhone');

test('a killed worker is followed by another, which knows of the open gap', async () => {
  // Slow enough for the lease to run out within one idle life of a connection.
  house = await openHouse({ factor: 20 });
  const first = await worker();
  await until(
    'the first tells of the eviction',
    () => ofPhone(first.seen.events, 'evicted').length > 0,
    60_000,
  );
  const second = await worker();
  await new Promise((done) => setTimeout(done, 1_000));
  expect(second.seen).toEqual({ watching: 0, events: [] });
  first.child.kill('SIGKILL');
  try {
    await until('the second watches', () => second.seen.watching === 1, 10_000);
    await until('the second tells of its end', () => ofPhone(second.seen.events, 'back').length > 0, 60_000);
    expect(ofPhone(second.seen.events, 'back')).toMatchObject([
      { evictedId: ofPhone(first.seen.events, 'evicted')[0]?.id },
    ]);
    expect(ofPhone(second.seen.events, 'evicted')).toEqual([]);
    expect(second.seen.events.find(({ kind }) => kind === 'unwatched')).toMatchObject({ why: 'pushmedic' });
  } finally {
    second.child.kill('SIGKILL');
  }
});
