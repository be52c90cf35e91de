import { changeRoot } from '../model/change-files.ts';
import { complain, define, lines } from '../remedies/fragments.ts';
import { refusals } from '../remedies/refusals.ts';

/** The directory of one change: `$d` in its scripts. */
export const directoryOf = (planId: string): string => `${changeRoot}/${planId}`;

/**
 * Defines `ours`: whether the directory of all changes is one that only we can have made. Nothing in another is
 * run, or any user of the router could have us run it as root.
 */
const oursFunction = define(
  'own_root',
  `[ ! -L ${changeRoot} ] && [ -d ${changeRoot} ] && [ -O ${changeRoot} ] &&
case $(ls -ld ${changeRoot}) in drwx------*) ;; *) return 1 ;; esac`,
);

const refuseForeign = lines(
  oursFunction,
  'own_root || {',
  complain(`${changeRoot} is not ours`),
  `exit ${refusals['not-our-directory']}`,
  '}',
);

/** Makes the directory of all changes, or leaves the script where somebody else's stands in its place. */
export const makeRoot = lines(
  `[ -e ${changeRoot} ] || [ -L ${changeRoot} ] || mkdir ${changeRoot}`,
  refuseForeign,
);

/** Sets `$d`. Leaves the script, well, where no change has ever been begun, and badly where the directory is not ours. */
export const enterDirectory = (planId: string, none: 0 | 1): string =>
  lines(
    `d=${directoryOf(planId)}`,
    `[ -e ${changeRoot} ] || [ -L ${changeRoot} ] || exit ${none === 0 ? 0 : refusals['no-rollback']}`,
    refuseForeign,
  );
