import { parseConntrack } from '../conntrack/entry.ts';
import { serviceOf } from '../push/match.ts';
import { absent, failed, type Probe, type Section, value } from './engine/probe.ts';
import { linesOf, reasonOf } from './engine/text.ts';
import { pushPicker } from './push-filter.ts';
import type { ConntrackReading } from './readings.ts';

/** More push connections than this in one household are not looked at one by one. */
const mostLines = 400;

const sources: Record<string, ConntrackReading['source']> = {
  proc: '/proc/net/nf_conntrack',
  old: '/proc/net/ip_conntrack',
  tool: 'conntrack -L',
};

/**
 * Push connections, filtered on the router so that what travels does not grow with its table; a table that was not
 * filtered is filtered here. A line that is no entry costs that line. One read may miss an entry that is there (1 of 268
 * did, openwrt on 6.1): nothing may be called gone on a single reading.
 */
export const conntrack: Probe<'conntrack'> = {
  id: 'conntrack',
  // Kernels before 2.6.20, and some firmware since, have the table under its old name.
  script: `
${pushPicker('push', mostLines + 1)}
if [ -r /proc/net/nf_conntrack ]; then
echo proc
push </proc/net/nf_conntrack
elif [ -e /proc/net/nf_conntrack ]; then
echo '/proc/net/nf_conntrack: Permission denied'; return 4
elif [ -r /proc/net/ip_conntrack ]; then
echo old
push </proc/net/ip_conntrack
elif command -v conntrack >/dev/null; then
c=$(conntrack -C 2>&1) || { echo "$c"; return 4; }
echo tool
for f in ipv4 ipv6; do conntrack -L -f $f -o extended; done 2>/dev/null | push
else
return 3
fi
:`,
  parse({ status, text }: Section) {
    if (status === 3) return absent('no /proc/net/nf_conntrack and no conntrack tool');
    if (status !== 0) return failed(reasonOf(text, 'connection tracking could not be read'));
    const printed = linesOf(text);
    const named = sources[printed[0] ?? ''];
    // A table as a person pasted it is named by nobody.
    const table = named === undefined ? printed : printed.slice(1);
    const { lines, refused } = pushAmong(table);
    if (refused > 0 && refused === table.length)
      return failed(named ? `none of ${refused} lines is an entry` : reasonOf(text, 'no answer'));
    return value({
      source: named ?? pastedFrom(table[0] ?? ''),
      lines: lines.slice(0, mostLines),
      truncated: lines.length > mostLines || table.length === mostLines + 1,
      refused,
    });
  },
};

/** The tool names the family only when it is asked to. */
const pastedFrom = (line: string): ConntrackReading['source'] =>
  /^[a-z]+ /.test(line) ? 'conntrack -L' : '/proc/net/nf_conntrack';

/** The lines that are push connections, and how many are no entry at all. */
function pushAmong(printed: readonly string[]): { lines: string[]; refused: number } {
  const lines: string[] = [];
  let refused = 0;
  for (const line of printed) {
    const entry = parseConntrack(line);
    if (entry === null) refused += 1;
    else if (serviceOf(entry) !== null) lines.push(line);
  }
  return { lines, refused };
}
