import { join } from 'node:path';
import { answers } from './probe.ts';
import { knownSocket } from './socket.ts';

/** Socket of the private server of a bot that runs on this data directory; `null` where none runs. */
export async function runningSocket(dataDir: string): Promise<string | null> {
  const socket = await knownSocket(join(dataDir, 'redis'));
  return socket !== null && (await answers(socket)) === 'ready' ? socket : null;
}
