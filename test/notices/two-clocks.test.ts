import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Delivery } from '../../src/model/delivery.ts';
import { fastTime, realTime } from '../../src/model/router-time.ts';
import { makeNotices } from '../../src/notices/notices.ts';
import { type TestRedis, testRedis } from '../support/redis.ts';
import { aRouter } from '../support/samples.ts';
import { openContext, watching } from './context.ts';
import { evening, evicted, hour, minute } from './events.ts';

/** The demo router's clock runs twenty times as fast as ours, that of a real one beside it as ours does. */
const time = fastTime(evening, 20);
let redis: TestRedis;
let on: Awaited<ReturnType<typeof openContext>>;
let now = evening;
const sent: Delivery[] = [];

beforeAll(async () => {
  redis = await testRedis();
  on = await openContext(
    redis.link,
    () => now,
    async (delivery) => void sent.push(delivery),
  );
  await on.store.people.setOwners(['discord:1']);
  await on.store.notices.setHours((await on.store.people.of('discord:1')).id, {
    quiet: { from: 22, to: 7 },
    zone: 'UTC',
  });
  for (const id of ['demo', 'real']) {
    await on.store.routers.add(aRouter({ id, name: id }));
    await on.store.watches.put(watching({ routerId: id }));
  }
});
afterAll(async () => {
  await on.deliveries.close();
  await redis.close();
});

const told = () => sent.map(({ key }) => (key.includes('demo') ? 'demo' : 'real'));

it('each router is told of by its own clock, quiet hours too', async () => {
  const timeOf = (routerId: string) => (routerId === 'demo' ? time : realTime);
  const notices = makeNotices({ ...on.context, timeOf }, { everyMs: 3_600_000 });
  // 21:06 here is 23:00 there.
  now = evening + 6 * minute;
  await notices.onEvent({ ...evicted(time.at(now)), routerId: 'demo' });
  await notices.onEvent({ ...evicted(now), routerId: 'real' });
  await notices.sweep();
  expect(told()).toEqual(['real']);
  // The morning comes there after ten of its hours: half an hour here.
  now = evening + 29 * minute;
  await notices.sweep();
  expect(told()).toEqual(['real']);
  now = evening + 30 * minute;
  await notices.sweep();
  expect(told()).toEqual(['real', 'demo']);
  await notices.close();
  expect(time.ours(time.at(evening + hour))).toBe(evening + hour);
  expect(time.at(evening - hour)).toBe(evening - hour);
});
