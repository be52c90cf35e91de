import { pino } from 'pino';
import { makeDeliveries } from '../../src/deliveries/index.ts';
import { connectRedis } from '../../src/redis/client/connect.ts';
import { makeSeal } from '../../src/redis/client/seal.ts';
import { openStore } from '../../src/store/store.ts';

/** Delivers the first message and hangs in the second, until it is killed. */
const log = pino({ level: 'silent' });
const [socket = ''] = process.argv.slice(2);
const link = await connectRedis({ socket }, { log });
const seal = makeSeal(null);
const store = await openStore(link, { seal, log });
let calls = 0;
makeDeliveries({ link, store, seal, log }).runDeliverer({
  id: 'discord',
  deliver: async (delivery) => {
    calls += 1;
    if (calls === 1) return { kind: 'sent', message: 'by the killed one' };
    process.send?.({ key: delivery.key });
    return new Promise(() => {});
  },
});
setInterval(() => {}, 60_000);
