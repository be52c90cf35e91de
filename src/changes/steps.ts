import { changeRoot, inChange } from '../model/change-files.ts';
import { complain, define, lines } from '../remedies/fragments.ts';
import { refusals } from '../remedies/refusals.ts';
import type { Scripts } from '../remedies/remedy.ts';
import { enterDirectory } from './directory.ts';
import { sameForwarding } from './schedule.ts';

/**
 * A step that changes something: it says that it runs, then looks whether the rollback is still scheduled and its timer
 * alive; the rollback does the same the other way round, so one of them sees the other.
 */
export const guardedScript = (planId: string, name: string, body: string): string =>
  lines(
    enterDirectory(planId, 1),
    `echo $$ 2>/dev/null >${inChange('step')} && trap 'rm -f ${inChange('step')}' EXIT && [ -e ${inChange('armed')} ] && kill -0 "$(cat ${inChange('timer')})" || {`,
    complain('the rollback is not scheduled'),
    `exit ${refusals['no-rollback']}`,
    '}',
    define(name, body),
    name,
  );

/** What the remedy put in, and the kernel's forwarding switches as they were. */
export const verifyScript = (planId: string, { verify }: Scripts): string =>
  lines(enterDirectory(planId, 1), define('verify', verify), 'verify || exit 1', sameForwarding);

/** Calls the rollback off. Fails when it ran already. What is superfluous then goes last. */
export const confirmScript = (planId: string, { tidy }: Scripts): string =>
  lines(
    enterDirectory(planId, 1),
    `mv ${inChange('armed')} ${inChange('off')} || exit 1`,
    ...(tidy === '' ? [] : [define('tidy', tidy), 'tidy']),
    'rm -rf $d',
    `rmdir ${changeRoot} 2>/dev/null || :`,
  );

/** Rolls back now, or waits for the rollback that runs. Nothing to do where there is none. */
export const rollBackScript = (planId: string): string =>
  lines(
    enterDirectory(planId, 0),
    // `undo.sh`: as the first release called it.
    `for f in ${inChange('rollback.sh')} $d/undo.sh; do [ ! -e $f ] || { sh $f; exit; }; done`,
  );

/** Takes ours away for good; a hang-up in the middle does not stop it. */
export const revertScript = (body: string): string =>
  lines("trap '' HUP PIPE", define('revert', body), 'revert');

/** Takes down what a power cut may leave of what was being written, and directories of changes that ended badly. */
export const sweepScript = (files: readonly string[]): string =>
  lines(
    `rm -f ${files.join(' ')}`,
    `[ ! -L ${changeRoot} ] && [ -O ${changeRoot} ] || exit 0`,
    `for f in ${changeRoot}/*/off ${changeRoot}/*/failed; do [ ! -e "$f" ] || rm -rf "\${f%/*}"; done`,
    `rmdir ${changeRoot} 2>/dev/null || :`,
  );
