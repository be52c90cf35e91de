import { ask, run, which } from './run.mjs';
import { say } from './say.mjs';

/** How this user may install system packages: directly, through passwordless sudo, or not at all. */
function installer() {
  if (!which('apt-get')) return null;
  if (process.getuid?.() === 0) return [];
  return which('sudo') && ask('sudo', ['-n', 'true']).status === 0 ? ['sudo', '-n'] : null;
}

const environment = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };

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
  const [command, ...before] = [...prefix, 'apt-get'];
  // Debian starts a service with its package; ours is a private child and wants no second one.
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
  const quiet = { stdio: ['ignore', 'ignore', 'inherit'], env: { ...environment, RUNLEVEL: '1' } };
  if (run(command, install, quiet) !== 0) {
    run(command, [...before, 'update', '-q'], quiet);
    run(command, install, quiet);
  }
  return missing();
}

/** The line a person can type for what could not be installed. */
export const installLine = (packages) => `sudo apt-get install ${packages.join(' ')}`;
