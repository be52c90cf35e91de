import { spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** Seconds the bot is left alone before it is looked at. */
const settleS = 15;

const statOf = (pid: string): { parent: string; residentMb: number } | null => {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    const field = (name: string) => new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(status)?.[1] ?? '0';
    return { parent: field('PPid'), residentMb: Number(field('VmRSS')) / 1024 };
  } catch {
    return null;
  }
};

/** A process and all that it started. */
function residentMb(root: string): number {
  const all = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  const stats = new Map(
    all.flatMap((pid) => {
      const stat = statOf(pid);
      return stat ? [[pid, stat] as const] : [];
    }),
  );
  const below = (pid: string): string[] => [
    pid,
    ...[...stats].filter(([, { parent }]) => parent === pid).flatMap(([child]) => below(child)),
  ];
  return below(root).reduce((sum, pid) => sum + (stats.get(pid)?.residentMb ?? 0), 0);
}

/** A Telegram that knows the bot and has no news: what an idle night looks like. */
function quietTelegram() {
  const server = createServer((request, response) => {
    const answer = (result: unknown) =>
      response.setHeader('content-type', 'application/json').end(JSON.stringify({ ok: true, result }));
    if (request.url?.endsWith('/getUpdates')) setTimeout(() => answer([]), 20_000).unref();
    else if (request.url?.endsWith('/getMe'))
      answer({ id: 1, is_bot: true, first_name: 'Pushmedic', username: 'pushmedic_bot' });
    else answer(true);
  });
  return new Promise<{ url: string; close(): void }>((resolve) =>
    server.listen(0, '127.0.0.1', () =>
      resolve({
        url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
        close: () => {
          server.closeAllConnections();
          server.close();
        },
      }),
    ),
  );
}

/** The built bot with its private Redis, left alone. */
export async function run() {
  const dataDir = await mkdtemp(join(tmpdir(), 'pm-bench-'));
  const telegram = await quietTelegram();
  const env = {
    ...process.env,
    PUSHMEDIC_DATA_DIR: dataDir,
    TELEGRAM_TOKEN: `1:${'a'.repeat(35)}`,
    TELEGRAM_API_URL: telegram.url,
    LOG_LEVEL: 'warn',
  };
  const bot = spawn(process.execPath, ['dist/main.js'], { env, stdio: 'ignore' });
  await sleep(settleS * 1000);
  if (bot.exitCode !== null) throw new Error(`the bot ended with ${bot.exitCode}`);
  const value = residentMb(String(bot.pid));
  bot.kill('SIGTERM');
  await new Promise((resolve) => bot.once('exit', resolve));
  telegram.close();
  await rm(dataDir, { recursive: true, force: true });
  return [
    {
      name: 'idle bot with its private Redis, resident',
      value: Math.round(value),
      unit: 'MB',
      bound: 150,
      ok: value <= 150,
    },
  ];
}
