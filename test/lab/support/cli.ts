import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Target } from '../../../src/model/router.ts';
import type { Identity } from './shell.ts';

/** What `npm start -- diagnose USER@HOST:PORT --identity FILE --json` prints and how it ends. */
export async function diagnoseByHand(
  target: Target,
  identity: Identity,
): Promise<{ code: number; json: unknown }> {
  const dir = mkdtempSync(join(tmpdir(), 'pushmedic-cli-'));
  const key = join(dir, 'key');
  writeFileSync(key, identity.private, { mode: 0o600 });
  const at = `${target.user}@${target.host}:${target.port}`;
  const words = ['src/app/setup/start.mjs', 'diagnose', at, '--identity', key, '--json'];
  const child = spawn(process.execPath, words, {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, HOME: dir },
  });
  let text = '';
  child.stdout.on('data', (data) => {
    text += data;
  });
  const [code] = await once(child, 'close');
  rmSync(dir, { recursive: true, force: true });
  return { code, json: JSON.parse(text) };
}
