import { pino } from 'pino';
import { makeQueue } from '../../src/queue/index.ts';
import { connectRedis } from '../../src/redis/client/connect.ts';
import { makeSeal } from '../../src/redis/client/seal.ts';
import { diagnosing } from './jobs.ts';

const log = pino({ level: 'silent' });
const [socket = ''] = process.argv.slice(2);
const link = await connectRedis({ socket }, { log });
const hang = diagnosing(async (job, { id }) => {
  process.send?.({ id, routerId: job.routerId });
  await new Promise(() => {});
});
makeQueue(link, { seal: makeSeal(null), log }).runWorker(hang, {
  concurrency: 1,
  lockMs: 2_000,
  lookMs: 1_000,
});
setInterval(() => {}, 60_000);
