import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import {
  appendFile,
  mkdir,
  mkdtemp,
  open,
  readdir,
  readFile,
  rm,
  stat,
  symlink,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { connectRedis } from '../../src/redis/client/connect.ts';
import { endOrphan } from '../../src/redis/embedded/orphan.ts';
import { type EmbeddedRedis, startRedis } from '../../src/redis/embedded/server.ts';
import { nextMessage, runChild } from '../support/child.ts';
import { listeningLog, quiet, until } from '../support/redis.ts';

const started = z.object({ pid: z.number(), socket: z.string() });
let dataDir: string;
const running: EmbeddedRedis[] = [];
const start = async (dir = dataDir, log = quiet) => {
  const server = await startRedis({ dataDir: dir, log });
  running.push(server);
  return server;
};
const withRedis = async <T>(
  socket: string,
  use: (
    get: (key: string) => Promise<string | null>,
    set: (key: string, value: string) => Promise<unknown>,
  ) => Promise<T>,
) => {
  const link = await connectRedis({ socket }, { log: quiet });
  try {
    return await use(
      (key) => link.redis.get(key),
      (key, value) => link.redis.set(key, value),
    );
  } finally {
    await link.close();
  }
};
/** A process that has ended but whom nobody asked about yet has no command line. */
const alive = (pid: number | undefined) => {
  try {
    return readFileSync(`/proc/${pid}/cmdline`).length > 0;
  } catch {
    return false;
  }
};
const aofOf = async (dir: string) => {
  const folder = join(dir, 'redis', 'appendonlydir');
  const name = (await readdir(folder)).find((one) => one.endsWith('.incr.aof'));
  if (!name) throw new Error('no append-only file');
  return join(folder, name);
};

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'pm-embedded-'));
});
afterEach(async () => {
  await Promise.all(running.splice(0).map((server) => server.stop()));
  await rm(dataDir, { recursive: true, force: true });
});

describe('the embedded redis-server', () => {
  it('keeps what it was told over a restart, on a socket only its user can open, without a TCP port', async () => {
    const first = await start();
    await withRedis(first.socket, (_, set) => set('kept', 'yes'));
    expect((await stat(first.socket)).mode & 0o077).toBe(0);
    const link = await connectRedis({ socket: first.socket }, { log: quiet });
    expect(await link.redis.config('GET', 'port')).toEqual(['port', '0']);
    await link.close();
    const pid = first.pid();
    await first.stop();
    expect(alive(pid)).toBe(false);
    expect(existsSync(first.socket)).toBe(false);
    const second = await start();
    expect(await withRedis(second.socket, (get) => get('kept'))).toBe('yes');
  });

  it('refuses a second bot on one data directory, by its process id, also by another spelling', async () => {
    await start();
    await expect(start()).rejects.toMatchObject({
      failure: { cause: 'data-dir-in-use', path: dataDir, pid: process.pid },
    });
    await expect(start(`${dataDir}/../${dataDir.split('/').at(-1)}`)).rejects.toMatchObject({
      failure: { cause: 'data-dir-in-use' },
    });
  });

  it('lets exactly one of many that start at once have the directory', async () => {
    const tries = await Promise.allSettled(Array.from({ length: 8 }, () => start()));
    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  it('starts over a stale socket and a stale process id', async () => {
    await mkdir(join(dataDir, 'redis'), { recursive: true });
    await writeFile(join(dataDir, 'redis', 'redis.sock'), '');
    await writeFile(join(dataDir, 'redis', 'redis.pid'), String(process.pid));
    const server = await start();
    await withRedis(server.socket, (_, set) => set('a', '1'));
    expect(await withRedis(server.socket, (get) => get('a'))).toBe('1');
  });

  it('is started again when it crashes, and connections find it', async () => {
    const server = await start();
    const link = await connectRedis({ socket: server.socket }, { log: quiet });
    await link.redis.set('before', 'crash');
    const pid = server.pid();
    if (pid === undefined) throw new Error('no process id');
    process.kill(pid, 'SIGKILL');
    await until('a new server', () => server.pid() !== pid);
    expect(await link.redis.get('before')).toBe('crash');
    await link.close();
  });

  it('reads an append-only file that was cut in mid-write', async () => {
    const first = await start();
    await withRedis(first.socket, (_, set) => set('whole', 'yes'));
    await first.stop();
    await appendFile(await aofOf(dataDir), '*3\r\n$3\r\nSET\r\n$4\r\nhalf\r\n$100\r\nno');
    const second = await start();
    const [whole, half] = await withRedis(second.socket, async (get) => [
      await get('whole'),
      await get('half'),
    ]);
    expect(whole).toBe('yes');
    expect(half).toBeNull();
  });

  it('cuts an append-only file with garbage inside after the last whole entry, and keeps a copy', async () => {
    const first = await start();
    await withRedis(first.socket, (_, set) => set('whole', 'yes'));
    await first.stop();
    await appendFile(await aofOf(dataDir), `\0\0\0garbage${'x'.repeat(2000)}\r\n*1\r\n$4\r\nPING\r\n`);
    const damaged = await readFile(await aofOf(dataDir));
    const { log, lines } = listeningLog();
    const second = await start(dataDir, log);
    expect(await withRedis(second.socket, (get) => get('whole'))).toBe('yes');
    const copy = (await readdir(join(dataDir, 'redis'))).find((name) => name.includes('.broken-'));
    if (!copy) throw new Error('no copy');
    const name = (await aofOf(dataDir)).split('/').at(-1) ?? '';
    expect((await readFile(join(dataDir, 'redis', copy, name))).equals(damaged)).toBe(true);
    expect(lines.join()).toContain('damaged');
  });

  it('says why and loses nothing when the data cannot be repaired', async () => {
    const first = await start();
    await withRedis(first.socket, (_, set) => set('whole', 'yes'));
    await first.stop();
    const folder = join(dataDir, 'redis', 'appendonlydir');
    const base = (await readdir(folder)).find((name) => name.endsWith('.base.rdb'));
    if (!base) throw new Error('no base file');
    const file = await open(join(folder, base), 'r+');
    await file.write('NOTREDIS', 0);
    await file.close();
    await expect(start()).rejects.toMatchObject({ failure: { cause: 'redis' } });
    const names = await readdir(join(dataDir, 'redis'));
    expect(names.some((name) => name.startsWith('appendonlydir'))).toBe(true);
  });

  it('uses a short path in the temp directory when its own is too long for a socket', async () => {
    const deep = join(dataDir, 'd'.repeat(60), 'e'.repeat(60));
    await mkdir(deep, { recursive: true });
    const first = await start(deep);
    expect(Buffer.byteLength(first.socket)).toBeLessThan(108);
    expect(await readFile(join(deep, 'redis', 'redis.sock.path'), 'utf8')).toBe(first.socket);
    await withRedis(first.socket, (_, set) => set('deep', 'yes'));
    await first.stop();
    const second = await start(deep);
    expect(second.socket).toBe(first.socket);
    expect(await withRedis(second.socket, (get) => get('deep'))).toBe('yes');
  });

  it('ends with its bot when that is killed', async () => {
    const bot = await runChild('bot.ts', [dataDir]);
    const { pid } = started.parse(await nextMessage(bot));
    expect(alive(pid)).toBe(true);
    bot.kill('SIGKILL');
    await until('the server has ended', () => !alive(pid));
    const server = await start();
    expect(server.pid()).not.toBe(pid);
  });

  it('is ended by the next start where nothing ends it with its bot; nothing it was told is lost', async () => {
    const bin = await mkdtemp(join(tmpdir(), 'pm-bin-'));
    await symlink(execFileSync('which', ['redis-server']).toString().trim(), join(bin, 'redis-server'));
    const bot = await runChild('bot.ts', [dataDir], { ...process.env, PATH: bin });
    const orphan = started.parse(await nextMessage(bot));
    bot.kill('SIGKILL');
    await new Promise((resolve) => bot.once('exit', resolve));
    await withRedis(orphan.socket, (_, set) => set('orphan', 'kept'));
    expect(alive(orphan.pid)).toBe(true);
    const server = await start();
    expect(alive(orphan.pid)).toBe(false);
    expect(await withRedis(server.socket, (get) => get('orphan'))).toBe('kept');
    await rm(bin, { recursive: true });
  });

  it('ends a left-behind server whose socket is gone before another opens its file', async () => {
    const bin = await mkdtemp(join(tmpdir(), 'pm-bin-'));
    await symlink(execFileSync('which', ['redis-server']).toString().trim(), join(bin, 'redis-server'));
    const bot = await runChild('bot.ts', [dataDir], { ...process.env, PATH: bin });
    const orphan = started.parse(await nextMessage(bot));
    bot.kill('SIGKILL');
    await new Promise((resolve) => bot.once('exit', resolve));
    await rm(orphan.socket);
    await start();
    expect(alive(orphan.pid)).toBe(false);
    await rm(bin, { recursive: true });
  });

  it('leaves a server alone that another living bot uses', async () => {
    const bot = await runChild('bot.ts', [dataDir]);
    const { socket } = started.parse(await nextMessage(bot));
    const link = await connectRedis({ socket }, { log: quiet });
    expect(await endOrphan(socket, join(dataDir, 'redis'))).toBe(process.pid);
    expect(await link.redis.ping()).toBe('PONG');
    await link.close();
    bot.kill('SIGKILL');
  });
});
