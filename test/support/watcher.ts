import { pino } from 'pino';
import { connectRedis } from '../../src/redis/client/connect.ts';
import { makeSeal } from '../../src/redis/client/seal.ts';
import { readIdentity } from '../../src/ssh/identity.ts';
import { makeSessions } from '../../src/ssh/sessions.ts';
import { openStore } from '../../src/store/store.ts';
import { startWatchers } from '../../src/watch/watcher.ts';

/** A worker that watches, as a process of its own. Sends each event, and what it watches when that changes. */
const log = pino({ level: 'silent' });
const [socket = '', key = '', timing = '{}'] = process.argv.slice(2);
const link = await connectRedis({ socket }, { log });
const store = await openStore(link, { seal: makeSeal('a secret'), log });
const watchers = startWatchers({
  store,
  sessions: makeSessions({ identity: readIdentity(key, 'test') }),
  log,
  limited: false,
  timing: JSON.parse(timing),
  onEvent: async (event) => void process.send?.({ event }),
});
let told = -1;
setInterval(() => {
  const { watching } = watchers.counts();
  if (watching !== told) process.send?.({ watching });
  told = watching;
}, 50);
