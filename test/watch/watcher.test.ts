import { afterEach, expect, test, vi } from 'vitest';
import { until } from '../support/redis.ts';
import { type House, openHouse } from './support.ts';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 60_000 });

let house: House;
afterEach(() => house.close());

test('an idle phone is evicted and comes back: one event each, with phone, idle time, class and gap', async () => {
  house = await openHouse();
  house.watch();
  await until(
    'the iPhone is back',
    () => house.of('back').some((e) => e.flow.device.name === 'Annas-iPhone'),
    90_000,
  );
  console.log(JSON.stringify(house.events, null, 1));
});
