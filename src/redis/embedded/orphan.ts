import { readFile, readlink, realpath } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { pidFile } from './child.ts';
import { answers, ask, userOf } from './probe.ts';

/**
 * Process id of a redis-server that works in `dir`, by the file it wrote and what Linux says of the process: the
 * number may belong to something else by now.
 */
async function serverIn(dir: string): Promise<number | null> {
  const pid = Number.parseInt(await readFile(pidFile(dir), 'utf8').catch(() => ''), 10);
  if (!(pid > 1) || process.platform !== 'linux') return null;
  const [words, cwd] = await Promise.all([
    readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => ''),
    readlink(`/proc/${pid}/cwd`).catch(() => ''),
  ]);
  return words.includes('redis-server') && cwd === (await realpath(dir)) ? pid : null;
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch {
    // Ended by itself in the meantime.
  }
}

/** Ends a server whose socket is gone or that is on its way out, so that no two write one file. */
async function endProcess(dir: string): Promise<void> {
  const pid = await serverIn(dir);
  if (pid === null) return;
  signal(pid, 'SIGTERM');
  for (let waited = 0; (await serverIn(dir)) === pid; waited += 50) {
    if (waited === 10_000) signal(pid, 'SIGKILL');
    await sleep(50);
  }
}

/**
 * Ends a server that a killed bot left behind, so that the data has one owner again. What it was told is kept: it
 * writes its append-only file first. Gives the process id of the bot instead when a living one is using it (from
 * another container, say, where the guard cannot see it).
 */
export async function endOrphan(socket: string, dir: string): Promise<number | null> {
  let state = await answers(socket);
  while (state === 'loading') {
    await sleep(100);
    state = await answers(socket);
  }
  if (state === 'ready') {
    const user = await userOf(socket);
    if (user !== null) return user;
    await ask(socket, (redis) => redis.shutdown()).catch(() => {});
    while ((await answers(socket)) !== null) await sleep(50);
  }
  await endProcess(dir);
  return null;
}
