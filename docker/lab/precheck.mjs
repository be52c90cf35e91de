/**
 * What the lab needs from the host, and which Debian package brings it. Plain Node, so that it runs before anything
 * is installed.
 */
import { accessSync, constants } from 'node:fs';
import { join } from 'node:path';

/** Program → Debian package. */
export const programs = {
  'qemu-system-x86_64': 'qemu-system-x86',
  cpio: 'cpio',
  depmod: 'kmod',
  mke2fs: 'e2fsprogs',
  gzip: 'gzip',
  xz: 'xz-utils',
  'dpkg-deb': 'dpkg',
  'apt-get': 'apt',
};

/** Folders searched besides PATH: a plain user's PATH leaves out where depmod and mke2fs live. */
export const EXTRA_PATH = ['/usr/local/sbin', '/usr/sbin', '/sbin'];

const executable = (path) => {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
};

/** @returns {{program: string, package: string}[]} what is missing, empty when the lab can be built and booted. */
export function missing(path = process.env.PATH ?? '') {
  const folders = [...path.split(':'), ...EXTRA_PATH].filter(Boolean);
  return Object.entries(programs)
    .filter(([program]) => !folders.some((folder) => executable(join(folder, program))))
    .map(([program, name]) => ({ program, package: name }));
}

/** Why the lab cannot run on this machine at all, or `null`. */
export function unsupported() {
  if (process.platform !== 'linux') return `the router lab runs on Linux, this is ${process.platform}`;
  if (process.arch !== 'x64')
    return `the router lab is built from amd64 packages, this machine is ${process.arch}`;
  return null;
}
