import { createHash } from 'node:crypto';
import { stat, unlink } from 'node:fs/promises';
import { connect, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fail } from '../../model/failure.ts';

/** Held by one bot per data directory. */
export interface Guard {
  release(): Promise<void>;
}

/** By device and inode, so that links and other spellings of the path are the same directory. */
async function idOf(dir: string): Promise<string> {
  const { dev, ino } = await stat(dir);
  return createHash('sha256').update(`${dev}:${ino}`).digest('hex').slice(0, 24);
}

/**
 * A listening socket is a lock that the kernel takes back with its process, however that ends: nothing goes stale.
 * On Linux it has a name and no file (unix(7), "abstract"). Elsewhere it is a file, which outlives a crash.
 */
const nameOf = (id: string): string =>
  process.platform === 'linux' ? `\0pushmedic-${id}` : join(tmpdir(), `pushmedic-${id}.lock`);

function listen(name: string): Promise<Server | null> {
  return new Promise((resolve, reject) => {
    const server = createServer((asked) => {
      asked.on('error', () => asked.destroy());
      asked.end(String(process.pid));
    });
    server.once('error', (error: NodeJS.ErrnoException) =>
      error.code === 'EADDRINUSE' ? resolve(null) : reject(error),
    );
    server.listen(name, () => {
      server.unref();
      resolve(server);
    });
  });
}

/** The holder's process id; 0 when it is too busy to say; `null` when nobody is there. */
function holder(name: string): Promise<number | null> {
  return new Promise((resolve) => {
    let said = '';
    const socket = connect(name);
    socket.setTimeout(1_000, () => socket.destroy());
    socket.on('data', (piece) => {
      said = `${said}${piece}`.slice(0, 12);
    });
    socket.on('error', (error: NodeJS.ErrnoException) => resolve(error.code === 'ECONNREFUSED' ? null : 0));
    socket.on('close', () => resolve(Number.parseInt(said, 10) || 0));
  });
}

/** Throws `data-dir-in-use` while another bot (or this one) holds `dir`. */
export async function guard(dir: string): Promise<Guard> {
  const name = nameOf(await idOf(dir));
  let server = await listen(name);
  if (!server) {
    const pid = await holder(name);
    if (pid === null && !name.startsWith('\0')) await unlink(name).catch(() => {});
    if (pid === null) server = await listen(name);
    if (!server) return fail({ cause: 'data-dir-in-use', path: dir, pid: pid ?? 0 });
  }
  const held = server;
  return { release: () => new Promise((resolve) => held.close(() => resolve())) };
}
