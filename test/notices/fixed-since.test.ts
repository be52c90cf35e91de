import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import type { Delivery } from '../../src/model/delivery.ts';
import { muteInChat } from '../../src/notices/mute.ts';
import { processEvent } from '../../src/notices/process.ts';
import type { WatchEvent } from '../../src/watch/events.ts';
import { speak } from '../../src/words/words.ts';
import { type TestRedis, testRedis } from '../support/redis.ts';
import { aPlan, aRouter } from '../support/samples.ts';
import { openContext, watching } from './context.ts';
import { anna, back, evicted, guard, minute } from './events.ts';

let redis: TestRedis;
let on: Awaited<ReturnType<typeof openContext>>;
const sent: Delivery[] = [];

beforeAll(async () => {
  redis = await testRedis();
  on = await openContext(redis.link, Date.now, async (delivery) => void sent.push(delivery));
});
afterAll(async () => {
  await on.deliveries.close();
  await redis.close();
});
beforeEach(async () => {
  sent.length = 0;
  await redis.link.redis.flushdb();
  await on.store.routers.add(aRouter());
  await on.store.people.setOwners(['discord:1']);
  await on.store.watches.put(watching());
});

const take = async (event: WatchEvent) => {
  await on.store.notices.record(event, Date.now());
  await processEvent(event, on.context);
};
const fixed = async () => {
  await on.store.plans.put(aPlan());
  await on.store.plans.finish('p1', 'applied');
  await on.store.plans.saw('p1', { standing: 'stands', at: Date.now() });
};
const offered = () => sent.at(-1)?.reply.buttons.map(({ command }) => command);
const said = () => JSON.stringify(sent.at(-1)?.reply.blocks);

it('a notice that is edited after the fix offers to look, not to fix', async () => {
  const one = evicted(Date.now() - 10 * minute);
  await take(one);
  expect(offered()).toContain('cure');
  await fixed();
  await take(back(one, 449));
  expect(offered()).not.toContain('cure');
  expect(offered()).toContain('check');
  expect(said()).toContain('The fix has been put in place since then.');
});

it('nor does it when a phone is muted', async () => {
  await take(evicted(Date.now() - 10 * minute));
  await fixed();
  const muted = await muteInChat(
    { router: aRouter(), to: watching().to, phone: anna.mac ?? '', isOff: false, say: speak('en') },
    on.context,
  );
  expect(muted?.buttons.map(({ command }) => command)).toEqual(['check', 'mute', 'seen']);
});

it('a lost fix that stands again by the time it is told is not offered', async () => {
  await fixed();
  await take(guard(Date.now() - 2 * minute, 'lost'));
  expect(offered()).not.toContain('cure');
  await on.store.plans.saw('p1', { standing: 'lost', at: Date.now() });
  await take(guard(Date.now() - minute, 'displaced'));
  expect(offered()).toContain('cure');
});
