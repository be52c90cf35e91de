import { lstat, mkdir, mkdtemp, readFile, unlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** `sun_path` holds 108 bytes with its final zero on Linux, 104 elsewhere: unix(7). */
const longest = process.platform === 'linux' ? 107 : 103;

/** A directory of ours that nobody else can enter; in the shared temp directory nothing less will do. */
async function isOurs(dir: string): Promise<boolean> {
  const seen = await lstat(dir).catch(() => null);
  if (!seen?.isDirectory()) return false;
  return (process.getuid === undefined || seen.uid === process.getuid()) && (seen.mode & 0o077) === 0;
}

const ownPath = (dir: string): string | null => {
  const own = join(dir, 'redis.sock');
  return Buffer.byteLength(own) <= longest ? own : null;
};

const recordIn = (dir: string): string => join(dir, 'redis.sock.path');

/** The path that {@link socketPath} gave for `dir` before; `null` when a server never ran there. Makes nothing. */
export async function knownSocket(dir: string): Promise<string | null> {
  const own = ownPath(dir);
  if (own !== null) return own;
  const known = await readFile(recordIn(dir), 'utf8').catch(() => null);
  return known && (await isOurs(dirname(known))) ? known : null;
}

/**
 * Path for the server's socket: `DIR/redis.sock`, or a short one in the system's temp directory when that is longer
 * than a socket's path may be. The short one is recorded in `DIR/redis.sock.path`, so that the next start finds a
 * server that was left behind.
 */
export async function socketPath(dir: string): Promise<string> {
  const known = await knownSocket(dir);
  if (known !== null) return known;
  const short = join(await mkdtemp(join(tmpdir(), 'pushmedic-')), 'redis.sock');
  await writeFile(recordIn(dir), short, { mode: 0o600 });
  return short;
}

/** Makes `dir` for this user alone. */
export const makePrivate = (dir: string): Promise<unknown> => mkdir(dir, { recursive: true, mode: 0o700 });

export const removeSocket = (path: string): Promise<void> => unlink(path).catch(() => {});
