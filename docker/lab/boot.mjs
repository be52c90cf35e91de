#!/usr/bin/env node
/**
 * A lab router to try things on: `node docker/lab/boot.mjs [5.10|6.1|6.12] [fw4|fw3] [--warp]`. Prints where it answers and
 * the key it takes, and runs until Ctrl-C. `LAB_ACCEL=kvm` makes it faster where the host allows.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build as bundle } from 'esbuild';
import { build, CACHE } from './build.mjs';
import { KERNELS } from './packages.mjs';

const words = process.argv.slice(2);
const kernel = words.find((word) => word in KERNELS) ?? '5.10';
const firewall = words.find((word) => word === 'fw4' || word === 'fw3') ?? 'fw4';
const say = (line) => process.stdout.write(`${line}\n`);

build({ say: (line) => say(`lab: ${line}`) });
const dir = join(CACHE, `hand-${process.pid}`);
mkdirSync(dir, { recursive: true });
process.once('exit', () => rmSync(dir, { recursive: true, force: true }));
const key = join(dir, 'key');
execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-C', 'lab', '-f', key], { stdio: 'inherit' });
const outfile = join(dir, 'lab.mjs');
await bundle({
  entryPoints: [join(import.meta.dirname, 'lab.ts')],
  bundle: true,
  platform: 'node',
  format: 'esm',
  outfile,
  logLevel: 'error',
});
const { bootLab } = await import(pathToFileURL(outfile).href);
const lab = await bootLab({
  kernel,
  firewall,
  warp: words.includes('--warp'),
  authorizedKey: readFileSync(`${key}.pub`, 'utf8'),
  images: join(CACHE, 'images'),
});
const at = `root@127.0.0.1:${lab.target.port}`;
say(
  `lab: ${kernel} ${firewall} answers at ${at} after ${(lab.bootMs / 1000).toFixed(1)} s; host key ${lab.hostKey.sha256}`,
);
say(`lab: npm start -- diagnose ${at} --identity ${relative(process.cwd(), key)} --json`);
say(`lab: ssh -p ${lab.target.port} -i ${relative(process.cwd(), key)} root@127.0.0.1    then: /lab/phone`);
say('lab: Ctrl-C ends it');
for (const signal of ['SIGINT', 'SIGTERM']) {
  process.once(signal, async () => {
    await lab.stop();
    process.exit(0);
  });
}
setInterval(() => {}, 1 << 30);
