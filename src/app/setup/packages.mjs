import { ask, run, which } from './run.mjs';
import { say } from './say.mjs';

/** How this user may install system packages: directly, through passwordless sudo, or not at all. */
function installer() {
  if (!which('apt-get')) return null;
  if (process.getuid?.() === 0) return [];
  return which('sudo') && ask('sudo', ['-n', 'true']).status === 0 ? ['sudo', '-n'] : null;
}

/**
 * Debian starts a service with its package; ours is a private child and wants no second one. Scripts of packages heed the
 * first where systemd does not run, `systemctl` the second where it does (https://systemd.io/ENVIRONMENT/).
 */
const noServices = { RUNLEVEL: '1', SYSTEMD_OFFLINE: '1' };
const settings = Object.entries({ ...noServices, DEBIAN_FRONTEND: 'noninteractive' });

/** What came with a package must not start with the machine either. */
function keepOff(service, prefix) {
  if (!which('systemctl')) return;
  const [command, ...args] = [...prefix, 'systemctl', '--quiet', 'disable', service];
  if (run(command, args, { stdio: 'ignore' }) === 0)
    say(`the system's own ${service} service stays off; "systemctl enable --now ${service}" starts it`);
}

/**
 * Sees that programs are there, from the system's packages if they are not.
 * `wanted`: program → Debian package. Gives the packages that are still missing.
 */
export function ensurePrograms(wanted, why) {
  const missing = () => [
    ...new Set(Object.entries(wanted).flatMap(([program, pkg]) => (which(program) ? [] : [pkg]))),
  ];
  const first = missing();
  if (first.length === 0) return [];
  const prefix = installer();
  if (!prefix) return first;
  say(`installing ${first.join(', ')} from the system's packages (${why})`);
  // Named here, since sudo hands no environment on.
  const [command, ...before] = [...prefix, 'env', ...settings.map((pair) => pair.join('=')), 'apt-get'];
  const install = [
    ...before,
    'install',
    '-y',
    '-q',
    '--no-install-recommends',
    '-o',
    'Dpkg::Use-Pty=0',
    ...first,
  ];
  const quiet = { stdio: ['ignore', 'ignore', 'inherit'] };
  if (run(command, install, quiet) !== 0) {
    run(command, [...before, 'update', '-q'], quiet);
    run(command, install, quiet);
  }
  if (first.includes('redis-server')) keepOff('redis-server', prefix);
  return missing();
}

/** The line a person can type for what could not be installed. */
export const installLine = (packages) => `sudo apt-get install ${packages.join(' ')}`;
