import { pino } from 'pino';
import { makeNotices } from '../../src/notices/notices.ts';
import { connectRedis } from '../../src/redis/client/connect.ts';
import { openContext } from './context.ts';
import { household } from './household.ts';

/** A worker that takes an evening's events, and is killed somewhere in it. */
const [socket = ''] = process.argv.slice(2);
const link = await connectRedis({ socket }, { log: pino({ level: 'silent' }) });
const { context } = await openContext(link);
const notices = makeNotices(context, { everyMs: 50, leaseMs: 500 });
for (const event of household(Date.now())) {
  await notices.onEvent(event);
  process.send?.(event.id);
}
await notices.sweep();
process.send?.('over');
setInterval(() => {}, 60_000);
