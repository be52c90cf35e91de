import { pushOnly } from '../../probes/push-filter.ts';
import { sh } from '../../ssh/quoting.ts';
import { agentCommand, agentVariables, agentWith, lineByLine, tableReader } from '../agent/script.ts';
import counters from './counters.awk' with { type: 'text' };

/** A device is not asked anything meanwhile: an answer would wake the phone whose silence is wanted. */
const variables = { ...agentVariables, BEAT: 0, ASK: -1, MISSED: 0 };

/**
 * Looks at the push connections once a second, in one exec, and tells each one whose counters move: the loop of a watch,
 * without the rules, and without a word to any device. Two processes a look. It ends by itself after `seconds` of the
 * router's time, and when nobody reads it any more at its next line, which it prints every second.
 * @param nonce hexadecimal, new for each run: begins every line
 */
export const arrivalScript = ({ nonce, seconds }: { nonce: string; seconds: number }): string =>
  `
${tableReader}
${sh`R=: E=1000000 PUSH=${pushOnly.exact}`}
export R E PUSH
${lineByLine}
{
read -r b x </proc/uptime
while read -r u x </proc/uptime; do
[ $((\${u%.*} - \${b%.*})) -lt ${Math.ceil(seconds)} ] || break
echo "T $u" || exit
r
echo "E $?"
sleep 1
done
} | ${agentCommand(nonce, agentWith(counters), variables)}
`.trim();
