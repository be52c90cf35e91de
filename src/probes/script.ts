import { probes } from './index.ts';

/** dropbear refuses a longer command (MAX_CMD_LEN in its sysoptions.h), and the script travels as one. */
export const maxScriptBytes = 9000;

/**
 * The one POSIX-sh script of a diagnosis. Each probe runs in a subshell of its own, so that none can end or upset
 * another; its output, both streams, stands between two lines that begin with `boundary`, which nobody can guess:
 *
 *     <boundary> start <uname -s>
 *     <boundary> begin <id>
 *     …
 *     <boundary> end <status>
 */
export function scriptFor(boundary: string): string {
  if (!/^[0-9a-f]{16,64}$/.test(boundary)) throw new RangeError('A boundary is hexadecimal');
  const sections = Object.values(probes).map(
    ({ id, script }) => `p begin ${id}\n(\n${script.trim()}\n) 2>&1 </dev/null\np end $?\n`,
  );
  return `p() { printf '\\n%s %s %s\\n' ${boundary} "$@"; }\np start "$(uname -s)"\n${sections.join('')}`;
}
