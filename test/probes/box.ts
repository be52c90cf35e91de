import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { scriptFor } from '../../src/probes/engine/script.ts';
import { boundary, snapshotOf } from './support.ts';

/** A directory that stands for a router's root, with the commands of busybox and whatever a test adds. */
export interface Box {
  root: string;
  /** Writes a file of the router's: `/tmp/dhcp.leases`. */
  file(path: string, text: string, mode?: number): void;
  /** A program in the router's PATH, as a shell script. */
  program(name: string, script: string): void;
  /** Runs `script` there under busybox ash. */
  run(script: string, options?: RunOptions): { stdout: string; stderr: string; status: number | null };
  close(): void;
}
export interface RunOptions {
  /** As this user instead of root's. */
  uid?: number;
  /** In a network namespace of its own, with the machine's real files; set up by this script first. */
  inNetns?: string;
}

/** What OpenWrt's busybox has and the script calls. */
const applets = 'awk cat date dd grep head ip sed sleep tail uname'.split(' ');

export function makeBox(): Box {
  if (spawnSync('busybox', ['true']).status !== 0)
    throw new Error(
      'busybox is missing: scripts for routers are tested under its shell (apt-get install busybox)',
    );
  const root = mkdtempSync(join(tmpdir(), 'pm-box-'));
  const bin = join(root, 'bin');
  mkdirSync(bin);
  chmodSync(root, 0o755);
  const busybox = execFileSync('sh', ['-c', 'command -v busybox'], { encoding: 'utf8' }).trim();
  for (const applet of applets) symlinkSync(busybox, join(bin, applet));

  const write = (path: string, text: string, mode: number) => {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
    chmodSync(path, mode);
  };
  // A kernel with modules, and no rule that hands packets to a program.
  write(join(root, 'sys/module/nf_conntrack/refcnt'), '5\n', 0o444);
  return {
    root,
    file: (path, text, mode = 0o644) => write(join(root, path), text, mode),
    program(name, script) {
      rmSync(join(bin, name), { force: true });
      write(join(bin, name), `#!${busybox} ash\n${script}\n`, 0o755);
    },
    run(script, { uid, inNetns } = {}) {
      const moved =
        inNetns === undefined
          ? script.replace(/(^|[\s<("'])\/(proc|etc|tmp|sys|var|lib)\//gm, `$1${root}/$2/`)
          : script;
      const env = { PATH: bin };
      const ash = [busybox, 'ash', '-c', moved];
      const as = uid === undefined ? ash : ['/usr/bin/setpriv', `--reuid=${uid}`, '--clear-groups', ...ash];
      const within =
        inNetns === undefined
          ? as
          : [
              '/usr/bin/unshare',
              '-n',
              '/bin/sh',
              '-ec',
              `(PATH=/usr/sbin:/usr/bin:/sbin:/bin\n${inNetns}\n) >&2\nexec "$@"`,
              'sh',
              ...as,
            ];
      const [command = '', ...args] = within;
      const ran = spawnSync(command, args, { env, encoding: 'utf8', maxBuffer: 50_000_000 });
      return { stdout: ran.stdout, stderr: ran.stderr, status: ran.status };
    },
    close: () => rmSync(root, { recursive: true, force: true }),
  };
}

/** The whole script there, parsed. */
export function look(box: Box, options?: RunOptions) {
  const ran = box.run(scriptFor(boundary), options);
  if (ran.status !== 0 || ran.stderr !== '') throw new Error(`${ran.status}: ${ran.stderr}`);
  return { ...snapshotOf(ran.stdout), text: ran.stdout };
}

/** Links the machine's own program into the box. */
export function lend(box: Box, ...names: string[]): void {
  for (const name of names) {
    const found = spawnSync('sh', ['-c', 'PATH=/usr/sbin:/usr/bin:/sbin:/bin; command -v "$0"', name], {
      encoding: 'utf8',
    });
    if (found.status !== 0) throw new Error(`${name} is missing: these tests need the real one`);
    rmSync(join(box.root, 'bin', name), { force: true });
    symlinkSync(found.stdout.trim(), join(box.root, 'bin', name));
  }
}
