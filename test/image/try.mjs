// node test/image/try.mjs [--run]: see --help below. By hand, since it downloads a Debian and all npm packages.
import { spawnSync } from 'node:child_process';
import { chdir } from 'node:process';
import { bundle } from '../../src/app/setup/bundle.mjs';
import { ensurePrograms, installLine } from '../../src/app/setup/packages.mjs';
import { root } from '../../src/app/setup/run.mjs';
import { say, stop } from '../../src/app/setup/say.mjs';

const words = process.argv.slice(2);
if (words.some((word) => word !== '--run')) {
  stop(
    [
      'node test/image/try.mjs [--run]',
      '',
      'No container engine needed: carries out docker/Dockerfile step by step in a clean Debian root (debootstrap from',
      'this machine’s apt mirror, this machine’s Node as the base image’s), then runs the image as docker/compose.yaml',
      'would: read-only root, no capabilities, its user, its ENTRYPOINT, its HEALTHCHECK, a data volume, a network of',
      'its own with Redis, a demo router and a Telegram server; and at last checks docker/pushmedic.service.',
      '--run: only runs what the last call has built.',
      '',
      'Needs Linux, root and overlayfs. Everything it makes stays under .cache/image. What it cannot show: that the',
      'real base images fit, and that Docker itself accepts the files.',
    ],
    words.includes('--help') || words.includes('-h') ? 0 : 2,
  );
}
if (process.getuid?.() !== 0) stop('This needs root: it makes mounts and changes its root folder.');
const wanted = {
  debootstrap: 'debootstrap',
  unshare: 'util-linux',
  'redis-server': 'redis-server',
  'systemd-analyze': 'systemd',
};
const missing = ensurePrograms(wanted, 'a clean root to try the image in');
if (missing.length > 0) stop(`Missing to try the image: ${installLine(missing)}`);

chdir(root);
const outfile = await bundle('test/image/try.ts', 'node_modules/.cache/image/try.mjs');

/** Each part in namespaces of its own, which end with it: no mount and no process is left behind. */
function part(name, namespaces) {
  say(name === 'build' ? 'building the image (some minutes the first time)' : 'running the image');
  const inside = ['--mount', '--pid', '--fork', '--kill-child', '--mount-proc', ...namespaces];
  const { status } = spawnSync('unshare', [...inside, process.execPath, outfile, name], { stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
}
if (!words.includes('--run')) part('build', []);
part('run', ['--net', '--uts']);
