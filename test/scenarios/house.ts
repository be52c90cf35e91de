import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  copyFileSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { firewallService, fw4Program, uciProgram } from '../../src/demo/openwrt/index.ts';
import type { ExecEnd, Session } from '../../src/ssh/session.types.ts';

/** A router, its phone and an Internet, however they are made: a session is all the product needs of it. */
export interface House {
  session: Session;
  /** stdout of a script that must succeed, run with the lab's own programs in front. */
  sh(script: string): Promise<string>;
  close(): Promise<void>;
}

const lab = join(import.meta.dirname, '../../docker/lab/root');
/** Host programs the household uses besides busybox, and where the router has them. */
const programs: Record<string, string> = {
  '/usr/sbin/nft': 'usr/sbin/nft',
  '/usr/sbin/conntrack': 'lab/bin/conntrack',
  '/usr/sbin/ip': 'lab/bin/ip',
  '/usr/bin/flock': 'usr/bin/flock',
  '/usr/sbin/dnsmasq': 'lab/bin/dnsmasq',
};

function fill(root: string): void {
  for (const folder of [
    'lab/bin',
    'bin',
    'sbin',
    'usr/sbin',
    'usr/bin',
    'usr/lib',
    'usr/lib64',
    'etc/nftables.d',
  ])
    mkdirSync(join(root, folder), { recursive: true });
  for (const folder of ['proc', 'sys', 'dev', 'tmp', 'root']) mkdirSync(join(root, folder));
  for (const [link, target] of [
    ['lib', 'usr/lib'],
    ['lib64', 'usr/lib64'],
    ['var', 'tmp'],
    ['run', 'tmp/run'],
  ] as const)
    symlinkSync(target, join(root, link));
  const applets = execFileSync('busybox', ['--list'], { encoding: 'utf8' }).trim().split('\n');
  const openwrt = new Set(readFileSync(join(lab, 'openwrt-applets'), 'utf8').split(/\s+/));
  copyFileSync('/bin/busybox', join(root, 'lab/bin/busybox'));
  for (const applet of applets.filter((name) => name !== 'busybox')) {
    // iproute2 stands there.
    if (applet !== 'ip') symlinkSync('busybox', join(root, 'lab/bin', applet));
    if (openwrt.has(applet)) symlinkSync('/lab/bin/busybox', join(root, 'bin', applet));
  }
  for (const [from, to] of Object.entries(programs)) {
    copyFileSync(from, join(root, to));
    chmodSync(join(root, to), 0o755);
  }
  symlinkSync('/usr/sbin/nft', join(root, 'lab/bin/nft'));
  for (const part of ['common', 'fw4']) cpSync(join(lab, part), root, { recursive: true });
  for (const [path, text] of Object.entries({ ...uciProgram, ...fw4Program, ...firewallService })) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text, { mode: 0o755 });
  }
  // Without nf_flow_table fw4 could not load its rules.
  const config = join(root, 'etc/config/firewall');
  writeFileSync(config, readFileSync(config, 'utf8').replace(/flow_offloading\t1/, "flow_offloading '0'"));
}

/** The lab's household in network namespaces of this machine: about a second, no emulator, no flow table. */
export async function namespaceHouse(): Promise<House> {
  const root = mkdtempSync('/var/tmp/pushmedic-house-');
  fill(root);
  const mounts = `mount --bind ${root} ${root} && cd ${root} && mount -t proc proc proc && mount -t sysfs sysfs sys &&
mount --rbind /dev dev && mount --bind /usr/lib usr/lib && mount --bind /usr/lib64 usr/lib64 && mount -t tmpfs none tmp &&
exec chroot . /lab/namespaces`;
  const flags = ['-n', '-m', '-p', '-u', '-f', '--kill-child', '--propagation', 'private'];
  const holder = spawn('unshare', [...flags, 'sh', '-c', mounts], { stdio: ['ignore', 'pipe', 'inherit'] });
  const close = async () => {
    const gone = holder.exitCode === null ? once(holder, 'exit') : undefined;
    holder.kill('SIGKILL');
    await gone;
    rmSync(root, { recursive: true, force: true });
  };
  let said = '';
  for await (const chunk of holder.stdout) {
    said += chunk;
    if (said.includes('ready\n')) break;
  }
  if (!said.startsWith('ready')) {
    await close();
    throw new Error(`the household did not start: ${said}`);
  }
  const children = readFileSync(`/proc/${holder.pid}/task/${holder.pid}/children`, 'utf8').trim();
  const enter = ['-t', children, '-n', '-m', '-p', '-u', '--root', '/lab/bin/sh', '-c'];
  const exec = async (script: string, PATH: string): Promise<ExecEnd> => {
    const startedAt = Date.now();
    const child = spawn('/usr/bin/nsenter', [...enter, script], {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { PATH, HOME: '/root' },
    });
    const out = { stdout: '', stderr: '' };
    child.stdout.on('data', (data) => {
      out.stdout += data;
    });
    child.stderr.on('data', (data) => {
      out.stderr += data;
    });
    const [code, signal] = await once(child, 'close');
    return { code, signal, ...out, bytes: out.stdout.length + out.stderr.length, ms: Date.now() - startedAt };
  };
  const session: Session = {
    target: { host: 'house', port: 22, user: 'root' },
    hostKey: { type: 'ssh-ed25519', sha256: 'SHA256:house' },
    remarks: [],
    isOpen: true,
    run: (script) => exec(script, '/usr/sbin:/usr/bin:/sbin:/bin'),
    close: () => {},
  };
  return {
    session,
    async sh(script) {
      const ended = await exec(script, '/lab/bin:/usr/sbin:/usr/bin:/sbin:/bin');
      if (ended.code !== 0) throw new Error(`exit ${ended.code}: ${ended.stderr}${ended.stdout}\n${script}`);
      return ended.stdout;
    },
    close,
  };
}
