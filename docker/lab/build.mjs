#!/usr/bin/env node
/**
 * Builds the lab's images under `.cache/lab`: `node docker/lab/build.mjs [--fresh]`. Does nothing when they are up to
 * date; `--fresh` looks for newer Debian packages first.
 */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import * as fs from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { packages } from './packages.mjs';
import { EXTRA_PATH, missing, unsupported } from './precheck.mjs';

const here = dirname(fileURLToPath(import.meta.url));
export const CACHE = join(here, '../../.cache/lab');
const env = { ...process.env, PATH: [process.env.PATH, ...EXTRA_PATH].join(':') };
const run = (command, args, options = {}) =>
  execFileSync(command, args, { stdio: ['ignore', 'pipe', 'inherit'], env, ...options });

/** Kernel modules of the router, with what they need; the rest of a kernel package is left out. */
const MODULES = `virtio_pci virtio_net virtio_blk virtio_rng ext4 overlay bridge veth crc32c_generic
nf_conntrack nf_conntrack_netlink nf_tables nf_flow_table nf_flow_table_inet nft_flow_offload nft_ct nft_counter nft_limit
nft_log nft_masq nft_nat nft_redir nft_chain_nat nft_reject_inet nft_fib_inet nft_objref ip_tables ip6_tables iptable_filter
iptable_nat iptable_mangle iptable_raw ip6table_filter ip6table_mangle ip6table_raw xt_conntrack xt_comment xt_mark xt_tcpudp
xt_limit xt_multiport xt_MASQUERADE xt_TCPMSS xt_LOG xt_state xt_CT ipt_REJECT ip6t_REJECT`.split(/\s+/);

/** Programs put where OpenWrt has them; firewall tools go to the shape whose router has them. */
const PROGRAMS = {
  common: { '/usr/sbin': ['usr/sbin/dropbear'] },
  fw4: { '/usr/sbin': ['usr/sbin/nft'] },
  fw3: { '/usr/sbin': ['usr/sbin/xtables-legacy-multi'] },
  lab: [
    'bin/busybox',
    'usr/sbin/nft',
    'usr/sbin/conntrack',
    'bin/ip',
    'usr/bin/flock',
    'usr/bin/dropbearkey',
    'usr/sbin/dnsmasq',
  ],
};
const LEGACY = [
  'iptables',
  'iptables-save',
  'iptables-restore',
  'ip6tables',
  'ip6tables-save',
  'ip6tables-restore',
];

/** Stand-ins for OpenWrt's programs, the same that the demo router and the tests in namespaces run. */
const standins = join(here, '../../src/demo/openwrt');
const STANDINS = {
  '/sbin/uci': 'uci.sh',
  '/sbin/uci.awk': 'uci.awk',
  '/lab/shape/fw4/sbin/fw4': 'fw4.sh',
  '/lab/shape/fw4/sbin/fw4.awk': 'fw4.awk',
  '/lab/shape/fw4/sbin/fw4-config.awk': 'fw4-config.awk',
  '/lab/shape/fw4/etc/init.d/firewall': 'init-firewall.sh',
};

const files = (root) =>
  fs.readdirSync(root, { withFileTypes: true }).flatMap((entry) => {
    const path = join(root, entry.name);
    return entry.isDirectory() ? files(path) : [path];
  });

function unpack(deb, into) {
  fs.mkdirSync(into, { recursive: true });
  run('dpkg-deb', ['-x', deb, into]);
}

/** First of the places Debian has used for a file (`/bin` moved to `/usr/bin` between releases). */
function locate(root, path) {
  const found = [path, `usr/${path}`].map((p) => join(root, p)).find((p) => fs.existsSync(p));
  if (!found) throw new Error(`the Debian packages have no ${path}`);
  return found;
}

/** Shared libraries of a program, resolved by the loader that came with it and not by the host's. */
function libraries(root, program) {
  const loader = locate(root, 'lib64/ld-linux-x86-64.so.2');
  const folders = ['lib/x86_64-linux-gnu', 'usr/lib/x86_64-linux-gnu'].map((f) => join(root, f)).join(':');
  const text = run(loader, ['--list', '--library-path', folders, program]).toString();
  return [...text.matchAll(/=> (\/\S+)/g)].map((match) => match[1]);
}

function copy(from, to, mode) {
  fs.mkdirSync(dirname(to), { recursive: true });
  fs.copyFileSync(fs.realpathSync(from), to);
  if (mode) fs.chmodSync(to, mode);
}

function link(target, path) {
  fs.mkdirSync(dirname(path), { recursive: true });
  fs.rmSync(path, { force: true });
  fs.symlinkSync(target, path);
}

/** Everything but the kernel: busybox, the tools and their libraries, our files. */
function userland(debs, into) {
  const root = join(CACHE, 'unpacked/userland');
  fs.rmSync(root, { recursive: true, force: true });
  for (const deb of debs) unpack(deb, root);
  const programs = [];
  const place = (path, folder) => {
    const from = locate(root, path);
    programs.push(from);
    copy(from, join(into, folder, basename(path)), 0o755);
  };
  for (const path of PROGRAMS.lab) place(path, '/lab/bin');
  for (const [folder, paths] of Object.entries(PROGRAMS.common))
    for (const path of paths) place(path, folder);
  for (const shape of ['fw4', 'fw3'])
    for (const [folder, paths] of Object.entries(PROGRAMS[shape]))
      for (const path of paths) place(path, join('/lab/shape', shape, folder));
  for (const name of LEGACY) link('xtables-legacy-multi', join(into, '/lab/shape/fw3/usr/sbin', name));
  const plugins = fs
    .readdirSync(join(root, 'usr/lib/x86_64-linux-gnu/xtables'))
    .filter((name) => name.endsWith('.so'));
  for (const name of plugins) {
    copy(
      join(root, 'usr/lib/x86_64-linux-gnu/xtables', name),
      join(into, 'usr/lib/x86_64-linux-gnu/xtables', name),
    );
  }
  for (const program of programs)
    for (const library of libraries(root, program))
      copy(library, join(into, 'lib/x86_64-linux-gnu', basename(library)), 0o755);
  copy(locate(root, 'lib64/ld-linux-x86-64.so.2'), join(into, 'lib64/ld-linux-x86-64.so.2'), 0o755);

  const busybox = join(root, relative(root, locate(root, 'bin/busybox')));
  const loader = locate(root, 'lib64/ld-linux-x86-64.so.2');
  const folders = ['lib/x86_64-linux-gnu', 'usr/lib/x86_64-linux-gnu'].map((f) => join(root, f)).join(':');
  const applets = run(loader, ['--library-path', folders, busybox, '--list']).toString().trim().split('\n');
  for (const applet of applets)
    if (applet !== 'busybox' && applet !== 'ip') link('busybox', join(into, 'lab/bin', applet));
  // On the router's own PATH only what OpenWrt's busybox has, so that a script cannot lean on more.
  const openwrt = new Set(
    fs.readFileSync(join(here, 'root/openwrt-applets'), 'utf8').split(/\s+/).filter(Boolean),
  );
  for (const applet of applets) if (openwrt.has(applet)) link('/lab/bin/busybox', join(into, 'bin', applet));
  link('/lab/bin/flock', join(into, 'usr/bin/flock'));
  link('/lab/bin/modprobe', join(into, 'sbin/modprobe'));
  fs.cpSync(join(here, 'root/common'), into, { recursive: true });
  for (const shape of ['fw4', 'fw3'])
    fs.cpSync(join(here, 'root', shape), join(into, 'lab/shape', shape), { recursive: true });
  for (const [path, file] of Object.entries(STANDINS)) copy(join(standins, file), join(into, path), 0o755);
  for (const folder of ['proc', 'sys', 'dev', 'tmp', 'root', 'overlay', 'etc', 'sbin', 'bin'])
    fs.mkdirSync(join(into, folder), { recursive: true });
  fs.chmodSync(join(into, 'root'), 0o700);
  link('/tmp', join(into, 'var'));
  link('/tmp/run', join(into, 'run'));
  link('/etc/dropbear', join(into, 'root/.ssh'));
}

/** The chosen modules of a kernel and what they depend on. */
function modules(kernelRoot, into) {
  const base = locate(kernelRoot, 'lib/modules');
  const version = fs.readdirSync(base)[0];
  run('depmod', ['-b', dirname(dirname(base)), version]);
  const dependencies = new Map();
  for (const line of fs.readFileSync(join(base, version, 'modules.dep'), 'utf8').split('\n')) {
    const [path, rest] = line.split(':');
    if (!path) continue;
    const name = basename(path)
      .replace(/\.ko(\.\w+)?$/, '')
      .replaceAll('-', '_');
    dependencies.set(name, [path, ...(rest ?? '').trim().split(/\s+/).filter(Boolean)]);
  }
  const wanted = new Set(MODULES.flatMap((name) => dependencies.get(name) ?? []));
  const target = join(into, 'lib/modules', version);
  for (const path of wanted) {
    copy(join(base, version, path), join(target, path));
    // Since trixie modules are packed, which not every modprobe reads.
    if (path.endsWith('.xz')) run('xz', ['-d', join(target, path)]);
  }
  for (const name of ['modules.builtin', 'modules.builtin.modinfo', 'modules.order'])
    copy(join(base, version, name), join(target, name));
  run('depmod', ['-b', into, version]);
  return version;
}

function pack(folder, file) {
  const script = 'find . -print0 | LC_ALL=C sort -z | cpio --null --quiet -o -H newc -R 0:0 | gzip -1 > "$1"';
  run('sh', ['-c', script, 'pack', file], { cwd: folder });
}

function fingerprint(found) {
  const hash = createHash('sha256');
  for (const file of [
    ...files(join(here, 'root')),
    ...files(standins),
    fileURLToPath(import.meta.url),
  ].sort()) {
    hash.update(`${relative(here, file)} ${fs.statSync(file).mode}\0`).update(fs.readFileSync(file));
  }
  return hash.update(JSON.stringify(found)).digest('hex');
}

/** Builds what is not up to date and tells `say` what it does. */
export function build({ fresh = false, say = () => {} } = {}) {
  const reason = unsupported();
  if (reason) throw new Error(reason);
  const lacking = missing();
  if (lacking.length > 0) {
    const names = [...new Set(lacking.map((m) => m.package))].join(' ');
    throw new Error(
      `missing here: ${lacking.map((m) => m.program).join(', ')}. Install with: apt-get install ${names}`,
    );
  }
  fs.mkdirSync(join(CACHE, 'images'), { recursive: true });
  const found = packages(join(CACHE, 'apt'), { fresh, say });
  const stamp = join(CACHE, 'images/stamp');
  const print = fingerprint(found);
  if (fs.existsSync(stamp) && fs.readFileSync(stamp, 'utf8') === print) {
    say('images are up to date');
    return;
  }
  fs.rmSync(stamp, { force: true });
  say('building the router’s root file system');
  const base = join(CACHE, 'unpacked/root');
  fs.rmSync(base, { recursive: true, force: true });
  userland(found.userland, base);
  for (const [line, kernel] of Object.entries(found.kernels)) {
    say(`packing ${kernel.name}`);
    const kernelRoot = join(CACHE, 'unpacked', kernel.name);
    if (!fs.existsSync(kernelRoot)) unpack(kernel.deb, kernelRoot);
    fs.rmSync(join(base, 'lib/modules'), { recursive: true, force: true });
    const version = modules(kernelRoot, base);
    copy(join(kernelRoot, `boot/vmlinuz-${version}`), join(CACHE, `images/vmlinuz-${line}`), 0o644);
    pack(base, join(CACHE, `images/initrd-${line}`));
  }
  const disk = join(CACHE, 'images/overlay.ext4');
  fs.rmSync(disk, { force: true });
  run('mke2fs', ['-q', '-t', 'ext4', '-O', '^metadata_csum,^64bit', '-m', '0', disk, '8M']);
  fs.rmSync(join(CACHE, 'unpacked'), { recursive: true, force: true });
  fs.writeFileSync(stamp, print);
  say(`images are in ${relative(process.cwd(), join(CACHE, 'images')) || '.'}`);
}

if (process.argv[1] && fs.realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  try {
    build({ fresh: process.argv.includes('--fresh'), say: (line) => process.stdout.write(`lab: ${line}\n`) });
  } catch (error) {
    process.stderr.write(`lab: ${error instanceof Error ? error.message : error}\n`);
    process.exitCode = 1;
  }
}
