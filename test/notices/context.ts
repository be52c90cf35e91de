import { makeDeliveries } from '../../src/deliveries/index.ts';
import type { Delivery } from '../../src/model/delivery.ts';
import type { NoticeContext } from '../../src/notices/process.ts';
import type { RedisLink } from '../../src/redis/client/connect.ts';
import { makeSeal } from '../../src/redis/client/seal.ts';
import { openStore } from '../../src/store/store.ts';
import type { Watch } from '../../src/watch/events.ts';
import { quiet } from '../support/redis.ts';

const seal = makeSeal('a secret of the house');

export const watching = (change: Partial<Watch> = {}): Watch => ({
  routerId: 'r1',
  to: { platform: 'discord', chat: '1' },
  account: 'discord:1',
  language: 'en',
  keepFixed: false,
  since: 0,
  ...change,
});

/** A worker's context on a real Redis, with real deliveries. */
export async function openContext(
  link: RedisLink,
  now: () => number = Date.now,
  around: (delivery: Delivery, send: () => Promise<void>) => Promise<void> = (_, send) => send(),
) {
  const store = await openStore(link, { seal, log: quiet });
  const deliveries = makeDeliveries({ link, store, seal, log: quiet });
  const context: NoticeContext = {
    store,
    log: quiet,
    now,
    send: (delivery) => around(delivery, () => deliveries.send(delivery)),
  };
  return { context, store, deliveries };
}
