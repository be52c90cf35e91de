import { spawn } from 'node:child_process';
import { cp, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fail } from '../../model/failure.ts';

/** What redis-server says before it gives up on its append-only file. */
export const saysBroken = (said: string): boolean =>
  /Bad file format reading the append only file|Unexpected end of file reading the append only file|Unrecoverable error reading the append only file/.test(
    said,
  );

/** Redis 7 keeps a manifest and its files in a folder; Redis 6 has one file. */
async function findAof(dir: string): Promise<{ whole: string; check: string } | null> {
  const whole = join(dir, 'appendonlydir');
  const inside = await readdir(whole).catch(() => []);
  const manifest = inside.find((name) => name.endsWith('.manifest'));
  if (manifest) return { whole, check: join(whole, manifest) };
  const names = await readdir(dir);
  const single = names.find((name) => name === 'appendonly.aof');
  return single ? { whole: join(dir, single), check: join(dir, single) } : null;
}

function runCheck(file: string): Promise<{ code: number | null; said: string }> {
  return new Promise((resolve, reject) => {
    const check = spawn('redis-check-aof', ['--fix', file], { stdio: ['pipe', 'pipe', 'pipe'] });
    let said = '';
    for (const stream of [check.stdout, check.stderr])
      stream.on('data', (piece) => {
        said = `${said}${piece}`.slice(-2_000);
      });
    check.on('error', reject);
    check.on('close', (code) => resolve({ code, said }));
    check.stdin.on('error', () => {});
    check.stdin.end('y\n');
  });
}

/**
 * Cuts a damaged append-only file after its last whole command, keeping a copy of what was there.
 * Returns where the copy is. Throws `redis` when it cannot be saved that way; nothing is lost then either.
 */
export async function repairAof(dir: string, now: number): Promise<string> {
  const aof = await findAof(dir);
  if (!aof) return fail({ cause: 'redis', detail: `no append-only file in ${dir}` });
  const copy = `${aof.whole}.broken-${now}`;
  await cp(aof.whole, copy, { recursive: true });
  const { code, said } = await runCheck(aof.check).catch((error: unknown) =>
    fail({ cause: 'redis', detail: `redis-check-aof cannot be run; the data is in ${copy}` }, error),
  );
  if (code !== 0) fail({ cause: 'redis', detail: `${said.trim()}\nThe data as it was: ${copy}` });
  return copy;
}
