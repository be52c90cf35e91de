import { pino } from 'pino';
import { startRedis } from '../../src/redis/embedded/server.ts';

const [dataDir = ''] = process.argv.slice(2);
const server = await startRedis({ dataDir, log: pino({ level: 'silent' }) });
process.send?.({ pid: server.pid(), socket: server.socket });
setInterval(() => {}, 60_000);
