import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { firewallService, fw4Program, uciProgram } from '../../src/demo/openwrt/index.ts';
import { intoRoot } from '../../src/demo/paths.ts';

/** The awks a router, a Debian and a developer's machine may have. */
export const awks = {
  busybox: 'exec busybox awk "$@"',
  mawk: 'exec mawk "$@"',
  gawk: 'exec gawk --posix "$@"',
};

export interface Userland {
  /** Standard output of a script whose paths are below the root. */
  sh(script: string): string;
  write(path: string, text: string): void;
  remove(): void;
}

/** OpenWrt's stand-ins under a root of their own, with the awk of choice. */
export function userland(awk: keyof typeof awks): Userland {
  const root = mkdtempSync(join(tmpdir(), 'openwrt-'));
  const write = (path: string, text: string, mode = 0o644) => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text, { mode });
    chmodSync(join(root, path), mode);
  };
  for (const [path, text] of Object.entries({ ...uciProgram, ...fw4Program, ...firewallService }))
    write(path, intoRoot(text, root), 0o755);
  write('sbin/awk', `#!/bin/sh\n${awks[awk]}\n`, 0o755);
  mkdirSync(join(root, 'etc/config'), { recursive: true });
  mkdirSync(join(root, 'tmp'));
  mkdirSync(join(root, 'var/run'), { recursive: true });
  const PATH = `${join(root, 'sbin')}:${process.env.PATH}`;
  return {
    sh: (script) =>
      execFileSync('/bin/sh', ['-c', intoRoot(script, root)], {
        encoding: 'utf8',
        env: { PATH },
        stdio: ['ignore', 'pipe', 'pipe'],
      }).replaceAll(root, ''),
    write: (path, text) => write(path, text),
    remove: () => rmSync(root, { recursive: true, force: true }),
  };
}
