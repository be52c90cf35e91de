import { cpSync, existsSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { asked, must } from './run.ts';

/** Debian release and Node of the images that our Dockerfile builds on. */
const stated = /^node:(\d+)-(\w+)-slim$/;

/** Debian mirrors this machine is set up with, as lines of a sources.list. */
function sources(release: string): string[] {
  const found = asked('apt-get', [
    'indextargets',
    '--format',
    '$(SITE) $(CODENAME) $(COMPONENT)',
    'Created-By: Packages',
  ])
    .split('\n')
    .filter((line) => new RegExp(` ${release}(-\\w+)? main$`).test(line));
  return [...new Set(found)].map((line) => `deb ${line}`);
}

/**
 * Stands in for the base image, since none can be pulled without a registry of images: a minimal Debian of the release
 * that the image's name states, with this machine's Node and npm (its major number must be the stated one) and the user
 * `node` (1000), as that image has them. Made once per folder.
 */
export function ensureBase(from: string, folder: string): void {
  const [, major = '', release = ''] = stated.exec(from) ?? [];
  if (release === '') throw new Error(`a base image that this script cannot stand in for: ${from}`);
  if (process.versions.node.split('.')[0] !== major)
    throw new Error(`${from} is asked for, and this machine's Node is ${process.versions.node}`);
  const done = join(folder, '.complete');
  if (existsSync(done)) return;
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(dirname(folder), { recursive: true });
  const lines = sources(release);
  const [, mirror = ''] = lines.find((line) => line.endsWith(` ${release} main`))?.split(' ') ?? [];
  if (mirror === '') throw new Error(`apt on this machine knows no mirror of Debian ${release}`);
  must('debootstrap', ['--variant=minbase', release, folder, mirror]);
  writeFileSync(join(folder, 'etc/apt/sources.list'), `${lines.join('\n')}\n`);
  // As in Debian's slim images: no service starts while packages are unpacked, no downloads stay, no manual pages.
  writeFileSync(join(folder, 'usr/sbin/policy-rc.d'), '#!/bin/sh\nexit 101\n', { mode: 0o755 });
  writeFileSync(
    join(folder, 'etc/dpkg/dpkg.cfg.d/docker'),
    'path-exclude /usr/share/doc/*\npath-exclude /usr/share/man/*\npath-exclude /usr/share/locale/*\n',
  );
  writeFileSync(
    join(folder, 'etc/apt/apt.conf.d/docker-clean'),
    'DPkg::Post-Invoke { "rm -f /var/cache/apt/archives/*.deb /var/cache/apt/*.bin || true"; };\nDir::Cache::pkgcache "";\nDir::Cache::srcpkgcache "";\n',
  );
  for (const doc of ['doc', 'man', 'locale'])
    rmSync(join(folder, 'usr/share', doc), { recursive: true, force: true });
  must('chroot', [folder, 'apt-get', 'clean']);
  rmSync(join(folder, 'var/lib/apt/lists'), { recursive: true, force: true });
  putNode(folder);
  must('chroot', [folder, 'groupadd', '--gid', '1000', 'node']);
  must('chroot', [
    folder,
    'useradd',
    '--uid',
    '1000',
    '--gid',
    'node',
    '--shell',
    '/bin/bash',
    '--create-home',
    'node',
  ]);
  for (const file of ['etc/hosts', 'etc/resolv.conf']) writeFileSync(join(folder, file), '');
  writeFileSync(done, '');
}

function putNode(folder: string): void {
  const local = join(folder, 'usr/local');
  mkdirSync(join(local, 'lib/node_modules'), { recursive: true });
  cpSync(process.execPath, join(local, 'bin/node'));
  // npm beside this Node, wherever it was installed from.
  const npm = join(asked('npm', ['root', '--global']), 'npm');
  const cli = existsSync(npm) ? npm : dirname(dirname(asked('readlink', ['-f', asked('which', ['npm'])])));
  cpSync(cli, join(local, 'lib/node_modules/npm'), { recursive: true });
  symlinkSync('../lib/node_modules/npm/bin/npm-cli.js', join(local, 'bin/npm'));
  must('chroot', [folder, '/usr/local/bin/node', '-e', '0']);
}
