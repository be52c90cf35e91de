import { probes } from '../index.ts';
import { prelude } from './prelude.ts';

/**
 * The one POSIX-sh script of a diagnosis. Each probe is the body of a function and leaves it with `return`: a
 * subshell would be a fork, which on a small router costs as much as what is read in it. Its output, both streams,
 * stands between two lines that begin with `boundary`, which nobody can guess:
 *
 *     <boundary> start <uname -s>
 *     <boundary> begin <id>
 *     …
 *     <boundary> end <status>
 */
export function scriptFor(boundary: string): string {
  if (!/^[0-9a-f]{16,64}$/.test(boundary)) throw new RangeError('A boundary is hexadecimal');
  const sections = Object.values(probes).map(
    ({ id, script }) =>
      `p begin ${id}\nsection() {\n${script.trim()}\n}\nsection 2>&1 </dev/null\np end $?\n`,
  );
  return `p() { printf '\\n%s %s %s\\n' ${boundary} "$@"; }\n${prelude}${sections.join('')}`;
}
