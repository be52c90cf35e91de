import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fail } from '../../model/failure.ts';
import type { Log } from '../../model/log.ts';
import { type Child, endChild, startChild } from './child.ts';
import { keepFlushed } from './flush.ts';
import { guard } from './guard.ts';
import { endOrphan } from './orphan.ts';
import { answers } from './probe.ts';
import { repairAof, saysBroken } from './repair.ts';
import { makePrivate, removeSocket, socketPath } from './socket.ts';

export interface EmbeddedRedis {
  /** Unix socket; goes to `connectRedis`. */
  socket: string;
  /** Process id of the server as it runs now. */
  pid(): number | undefined;
  /** Saves, ends the server, frees the data directory. Close connections first. */
  stop(): Promise<void>;
}

/** Waits until it answers; `false` when it ended instead. */
async function isUp(child: Child, socket: string): Promise<boolean> {
  while (!child.hasEnded()) {
    if ((await answers(socket)) === 'ready') return true;
    await sleep(20);
  }
  return false;
}

/** A server that answers. A damaged append-only file is repaired once. */
async function up(socket: string, dir: string, log: Log): Promise<Child> {
  await removeSocket(socket);
  const first = await startChild(socket, dir, log);
  if (await isUp(first, socket)) return first;
  if (saysBroken(first.said())) {
    const copy = await repairAof(dir, Date.now());
    log.warn({ copy }, 'the stored data was damaged and has been cut after its last whole entry');
    const second = await startChild(socket, dir, log);
    if (await isUp(second, socket)) return second;
  }
  const how = await first.ended;
  return fail({ cause: 'redis', detail: `redis-server ended (${how}): ${first.said().slice(-600)}` });
}

/** Keeps a server running until `stop`, starting it again when it ends by itself. */
async function keepUp(socket: string, dir: string, log: Log) {
  let stopping = false;
  let child = await up(socket, dir, log);
  const stopFlushing = keepFlushed(dir, log);
  const onExit = () => child.process.kill('SIGTERM');
  process.once('exit', onExit);
  const watch = async () => {
    for (let pause = 100; ; ) {
      const how = await child.ended;
      if (stopping) return;
      log.warn({ how }, 'redis-server ended by itself; starting it again');
      try {
        child = await up(socket, dir, log);
        pause = 100;
      } catch (error) {
        log.error({ err: error }, 'redis-server does not start');
        await sleep(pause);
        pause = Math.min(pause * 2, 5_000);
      }
      if (stopping) return;
    }
  };
  const watching = watch();
  return {
    pid: () => child.process.pid,
    stop: async () => {
      stopping = true;
      process.off('exit', onExit);
      stopFlushing();
      if (!child.hasEnded()) await endChild(child);
      await watching;
      if (!child.hasEnded()) await endChild(child);
    },
  };
}

async function takeOver(dataDir: string, socket: string, dir: string): Promise<void> {
  const user = await endOrphan(socket, dir);
  if (user !== null) fail({ cause: 'data-dir-in-use', path: dataDir, pid: user });
}

/**
 * Starts the private redis-server of a bot: on a Unix socket, its append-only file under `dataDir/redis`, no TCP port.
 * It ends with `stop`, with the process, and on Linux (with util-linux) also when the process is killed; one that was
 * left behind all the same is ended by the next start. Started again when it crashes: connections find it by themselves.
 * Throws `data-dir-in-use` (another bot has the directory) or `redis` (it cannot be started; its last words).
 */
export async function startRedis({ dataDir, log }: { dataDir: string; log: Log }): Promise<EmbeddedRedis> {
  const dir = join(dataDir, 'redis');
  await makePrivate(dir);
  const held = await guard(dataDir);
  try {
    const socket = await socketPath(dir);
    await takeOver(dataDir, socket, dir);
    const server = await keepUp(socket, dir, log);
    return {
      socket,
      pid: server.pid,
      stop: async () => {
        await server.stop();
        await removeSocket(socket);
        await held.release();
      },
    };
  } catch (error) {
    await held.release();
    throw error;
  }
}
