import { spawnSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import type { Log } from '../../src/model/log.ts';
import { connectRedis, type RedisLink } from '../../src/redis/client/connect.ts';
import { type EmbeddedRedis, startRedis } from '../../src/redis/embedded/server.ts';

export const quiet: Log = pino({ level: 'silent' });

/** A log whose lines can be read. */
export function listeningLog(): { log: Log; lines: string[] } {
  const lines: string[] = [];
  return { log: pino({ level: 'trace' }, { write: (line: string) => void lines.push(line) }), lines };
}

export interface TestRedis {
  dataDir: string;
  server: EmbeddedRedis;
  link: RedisLink;
  /** Another connection to the same server. */
  connect(): Promise<RedisLink>;
  /** Kills the server as it runs now, if it does; it is started again by itself. */
  kill(): void;
  close(): Promise<void>;
}

/** A real redis-server in a directory of its own. Throws when redis-server is not installed. */
export async function testRedis(): Promise<TestRedis> {
  if (spawnSync('redis-server', ['--version']).status !== 0)
    throw new Error('redis-server is missing: these tests need a real one (apt-get install redis-server)');
  const dataDir = await mkdtemp(join(tmpdir(), 'pm-test-'));
  const server = await startRedis({ dataDir, log: quiet });
  const links: RedisLink[] = [];
  const connect = async () => {
    const link = await connectRedis({ socket: server.socket }, { log: quiet });
    links.push(link);
    return link;
  };
  const link = await connect();
  return {
    dataDir,
    server,
    link,
    connect,
    kill: () => {
      const pid = server.pid();
      try {
        if (pid !== undefined) process.kill(pid, 'SIGKILL');
      } catch {
        // It was dead already and is on its way back.
      }
    },
    close: async () => {
      await Promise.all(links.map((one) => one.close()));
      await server.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

/** Waits for `what` to come true; throws with `name` when it has not within `ms`. */
export async function until(
  name: string,
  what: () => boolean | Promise<boolean>,
  ms = 90_000,
): Promise<void> {
  const end = Date.now() + ms;
  while (!(await what())) {
    if (Date.now() > end) throw new Error(`waited ${ms} ms for: ${name}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
