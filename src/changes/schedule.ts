import { changeRoot, inChange } from '../model/change-files.ts';
import { complain, define, hereDocument, lines } from '../remedies/fragments.ts';
import { refusals } from '../remedies/refusals.ts';
import type { Scripts } from '../remedies/remedy.ts';
import { directoryOf, makeRoot } from './directory.ts';

const forwardingSwitches = '/proc/sys/net/ipv4/ip_forward /proc/sys/net/ipv6/conf/all/forwarding';

/** The kernel's forwarding switches, for a comparison. */
const readForwarding = `cat ${forwardingSwitches} 2>/dev/null`;

/**
 * An earlier change whose timer was killed (no memory left) is rolled back here first, or nothing could ever be changed
 * again; one whose timer lives is waited for. What a confirmation left is taken down.
 */
const settleEarlier = `for a in ${changeRoot}/*/off; do [ ! -e "$a" ] || rm -rf "\${a%/*}"; done
for a in ${changeRoot}/*/armed ${changeRoot}/*/firing; do
e=\${a%/*}
[ ! -e "$e/armed" ] || kill -0 "$(cat "$e/timer" 2>/dev/null)" 2>/dev/null || sh "$e/rollback.sh"
[ ! -e "$a" ] || { echo "pushmedic: a change waits for its confirmation: $a" >&2; exit ${refusals.busy}; }
done`;

/**
 * Schedules the rollback, before the first change. It leaves a job that needs nobody: it ignores the hang-up at the end
 * of the SSH session, counts its seconds itself (a clock set by NTP cannot trip it), ends as soon as `armed` is gone,
 * and else runs `rollback.sh`.
 */
export const scheduleScript = (planId: string, scripts: Scripts, seconds: number): string =>
  lines(
    'umask 077',
    `d=${directoryOf(planId)}`,
    makeRoot,
    settleEarlier,
    // A rollback may have taken the directory of all changes down.
    'rm -rf $d && mkdir -p $d && own_root || exit 1',
    `trap 'rm -rf $d; rmdir ${changeRoot} 2>/dev/null' EXIT`,
    ...(scripts.preflight === '' ? [] : [define('preflight', scripts.preflight), 'preflight || exit']),
    `{ ${readForwarding}; :; } >${inChange('forwarding')} || exit 1`,
    hereDocument(`cat >${inChange('rollback.sh')}`, rollbackFile(planId, scripts), 'ROLLBACK'),
    '[ $? -eq 0 ] || exit 1',
    hereDocument(`cat >${inChange('timer.sh')}`, timerFile(planId, seconds), 'TIMER'),
    `[ $? -eq 0 ] && sh -n ${inChange('rollback.sh')} && sh -n ${inChange('timer.sh')} || exit 1`,
    ...(scripts.save === '' ? [] : [define('save', scripts.save), 'save || exit 1']),
    `echo $$ >${inChange('armed')} || exit 1`,
    `$(command -v setsid) sh ${inChange('timer.sh')} $$ </dev/null >/dev/null 2>&1 &`,
    `echo $! >${inChange('timer')}`,
    'trap - EXIT',
    'echo scheduled',
  );

const timerFile = (planId: string, seconds: number): string => `trap '' HUP
d=${directoryOf(planId)}
n=0
while [ $n -lt ${seconds} ]; do
[ "$(cat ${inChange('armed')} 2>/dev/null)" = "$1" ] || exit 0
sleep 1
n=$((n + 1))
done
exec sh ${inChange('rollback.sh')}`;

/**
 * Whoever moves `armed` away decides: the rollback (`firing`) or the confirmation (`off`); a rename has one winner. A step
 * that is still running is waited for, then killed: it and the rollback never change rules at once.
 */
const rollbackFile = (planId: string, scripts: Scripts): string => `trap '' HUP PIPE
d=${directoryOf(planId)}
if ! mv ${inChange('armed')} ${inChange('firing')} 2>/dev/null; then
n=0
while [ -e ${inChange('firing')} ] && [ $n -lt 60 ]; do sleep 1; n=$((n + 1)); done
[ ! -e ${inChange('firing')} ]
exit
fi
n=0
while p=$(cat ${inChange('step')} 2>/dev/null) && kill -0 "$p" 2>/dev/null && [ $n -lt 35 ]; do
[ $n -lt 30 ] || kill -9 "$p"
sleep 1
n=$((n + 1))
done
${define('undo', scripts.undo)}
n=0
until undo; do
n=$((n + 1))
[ $n -lt 20 ] || { mv ${inChange('firing')} ${inChange('failed')}; exit 1; }
sleep 3
done
rm -rf $d
rmdir ${changeRoot} 2>/dev/null || :`;

/** Says that forwarding was switched by somebody, and fails. */
export const sameForwarding = lines(
  `[ ! -e ${inChange('forwarding')} ] || [ "$(${readForwarding})" = "$(cat ${inChange('forwarding')})" ] || {`,
  complain('forwarding was switched'),
  'exit 1',
  '}',
);
