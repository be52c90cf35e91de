import { open, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Log } from '../../model/log.ts';

const everyMs = 1_000;

/** The file that grows: the newest of Redis 7's, or the one of Redis 6. */
async function growing(dir: string): Promise<string | null> {
  const folder = join(dir, 'appendonlydir');
  const names = await readdir(folder).catch(() => []);
  const numbered = names.flatMap((name) => {
    const number = /\.(\d+)\.incr\.aof$/.exec(name)?.[1];
    return number ? [{ name, number: Number(number) }] : [];
  });
  const newest = numbered.sort((a, b) => b.number - a.number)[0];
  if (newest) return join(folder, newest.name);
  const single = join(dir, 'appendonly.aof');
  return (await stat(single).catch(() => null)) ? single : null;
}

/**
 * Brings the append-only file to the disk each second, as `appendfsync everysec` would; so that a power cut costs a
 * second at the most. Redis itself holds back what it answers to while it does that (flushAppendOnlyFile in aof.c), and
 * would lose it when killed then. Told not to (`appendfsync no`) it writes before each answer: its end loses nothing.
 */
export function keepFlushed(dir: string, log: Log): () => void {
  let seen = '';
  let busy = false;
  const flush = async () => {
    const path = await growing(dir);
    if (path === null) return;
    const file = await open(path, 'r');
    try {
      const state = `${path} ${(await file.stat()).size}`;
      if (state !== seen) await file.datasync();
      seen = state;
    } finally {
      await file.close();
    }
  };
  const timer = setInterval(() => {
    if (busy) return;
    busy = true;
    flush()
      .catch((error: unknown) => log.debug({ err: error }, 'flushing the append-only file'))
      .finally(() => {
        busy = false;
      });
  }, everyMs).unref();
  return () => clearInterval(timer);
}
