import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import type { Checks } from './checks.ts';

/** The systemd unit, by systemd's own reading of it. */
export function tryUnit(file: string, { check, note }: Checks): void {
  const { status, stdout, stderr } = spawnSync('systemd-analyze', ['verify', file], { encoding: 'utf8' });
  const said = (stdout + stderr).trim();
  check('systemd-analyze verify', status === 0 && !said.includes('pushmedic.service'), said);
  const text = readFileSync(file, 'utf8');
  const program = /^ExecStart=\/usr\/bin\/env node .*\/opt\/pushmedic\/(\S+)$/m.exec(text)?.[1];
  check('it starts what the build writes', program === 'dist/main.js', program);
  const security = spawnSync('systemd-analyze', ['security', '--offline=true', file], { encoding: 'utf8' });
  note(security.stdout.trim().split('\n').at(-1) ?? '');
}
