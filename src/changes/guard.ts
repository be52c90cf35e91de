import { stateRoot } from '../firewall/signature.ts';
import { hereDocument, refusals, type Scripts } from '../remedies/exempt/firewall.ts';

/** Seconds until an undo timer that was not called off reverts. LuCI gives its own changes the same. */
export const defaultUndoSeconds = 90;

const stateOf = (planId: string): string => `${stateRoot}/${planId}`;

/**
 * The script that arms the undo, before the first change. It leaves a job that needs nobody: it ignores the hang-up
 * at the end of the SSH session, counts its seconds itself (a clock set by NTP cannot trip it), ends as soon as
 * `armed` is gone, and else runs `undo.sh`. An earlier one whose timer was killed (no memory left) is undone here first,
 * or nothing could ever be changed again.
 */
export function armScript(planId: string, scripts: Scripts, seconds: number): string {
  const d = stateOf(planId);
  return `umask 077
d=${d}
${scripts.preflight}
for a in ${stateRoot}/*/armed ${stateRoot}/*/firing; do
  [ ! -e "\${a%/*}/armed" ] || kill -0 "$(cat "\${a%/*}/timer" 2>/dev/null)" 2>/dev/null || sh "\${a%/*}/undo.sh"
  [ ! -e "$a" ] || { echo "pushmedic: a change waits for its proof: $a" >&2; exit ${refusals.busy}; }
done
[ ! -L ${stateRoot} ] && rm -rf $d && mkdir -p $d || exit 1
trap 'rm -rf $d; rmdir ${stateRoot} 2>/dev/null' EXIT
set -e
${hereDocument('cat >$d/undo.sh', undoFile(planId, scripts), 'UNDO')}
${hereDocument('cat >$d/timer.sh', timerFile(planId, seconds), 'TIMER')}
sh -n $d/undo.sh && sh -n $d/timer.sh
cat ${forwardingSwitches} >$d/forwarding 2>/dev/null || :
${scripts.save.trim()}
echo $$ >$d/armed
$(command -v setsid) sh $d/timer.sh $$ </dev/null >/dev/null 2>&1 &
echo $! >$d/timer
trap - EXIT
echo armed`.replaceAll(/\n\n+/g, '\n');
}

const forwardingSwitches = '/proc/sys/net/ipv4/ip_forward /proc/sys/net/ipv6/conf/all/forwarding';

const timerFile = (planId: string, seconds: number): string => `trap '' HUP
d=${stateOf(planId)}
n=0
while [ $n -lt ${seconds} ]; do
  [ "$(cat $d/armed 2>/dev/null)" = "$1" ] || exit 0
  sleep 1
  n=$((n + 1))
done
exec sh $d/undo.sh`;

/**
 * Whoever moves `armed` away decides: the undo (`firing`) or {@link disarmScript}; a rename has one winner. A step that
 * is still running is waited for, then killed: it and the undo never change rules at once.
 */
const undoFile = (planId: string, scripts: Scripts): string => `trap '' HUP PIPE
d=${stateOf(planId)}
if ! mv $d/armed $d/firing 2>/dev/null; then
  n=0
  while [ -e $d/firing ] && [ $n -lt 60 ]; do sleep 1; n=$((n + 1)); done
  [ ! -e $d/firing ]
  exit
fi
n=0
while p=$(cat $d/step 2>/dev/null) && kill -0 "$p" 2>/dev/null && [ $n -lt 35 ]; do
  [ $n -lt 30 ] || kill -9 "$p"
  sleep 1
  n=$((n + 1))
done
undo() {
${scripts.undo}
}
n=0
until undo; do
  n=$((n + 1))
  [ $n -lt 20 ] || { mv $d/firing $d/failed; exit 1; }
  sleep 3
done
rm -rf $d
rmdir ${stateRoot} 2>/dev/null || :`;

/**
 * What stands before every step that changes something: it says that it runs, then looks whether the undo is still
 * armed and its timer alive; the undo does the same the other way round, so one of them sees the other.
 */
export const guarded = (planId: string, script: string): string => `d=${stateOf(planId)}
echo $$ >$d/step && trap 'rm -f $d/step' EXIT && [ -e $d/armed ] && kill -0 "$(cat $d/timer)" || {
  echo 'pushmedic: the undo timer does not run' >&2
  exit ${refusals.notArmed}
}
${script}`;

/** The rules, and the kernel's forwarding switches as they were. */
export const verifyScript = (planId: string, scripts: Scripts): string => `d=${stateOf(planId)}
${scripts.verify}
[ ! -e $d/forwarding ] || [ "$(cat ${forwardingSwitches} 2>/dev/null)" = "$(cat $d/forwarding)" ] || {
  echo 'pushmedic: forwarding was switched' >&2
  exit 1
}`;

/** Calls the undo off. Fails when it fired already. */
export const disarmScript = (planId: string): string => `d=${stateOf(planId)}
mv $d/armed $d/off && rm -rf $d && { rmdir ${stateRoot} 2>/dev/null || :; }`;

/** Runs the undo now, or waits for the one that runs. Nothing to do where there is none. */
export const undoScript = (planId: string): string => `d=${stateOf(planId)}
[ ! -e $d/undo.sh ] || sh $d/undo.sh`;

/** Takes ours away for good; a hang-up in the middle does not stop it. */
export const revertScript = (scripts: Scripts): string => `trap '' HUP PIPE
${scripts.revert}`;
