import { parseConntrack } from '../conntrack/entry.ts';
import { serviceOf } from '../push/match.ts';
import { absent, failed, type Probe, type Section, value } from './engine/probe.ts';
import { linesOf, reasonOf } from './engine/text.ts';
import { pushPicker } from './push-filter.ts';
import type { ConntrackReading } from './readings.ts';

/** More push connections than this in one household are not looked at one by one. */
const mostLines = 400;

/** Lines that are read for nothing, at most: a table of more costs a small router seconds, as each read counts from 0. */
const mostSwept = 20_000;
const swept = (table: string): string =>
  `for n in 1 2; do grep -c -m ${mostSwept} . ${table}; done >/dev/null`;

const sources: Record<string, ConntrackReading['source']> = {
  proc: '/proc/net/nf_conntrack',
  old: '/proc/net/ip_conntrack',
  tool: 'conntrack -L',
};

/**
 * Push connections, filtered on the router so that what travels does not grow with its table; a table that was not
 * filtered is filtered here. A line that is no entry costs that line.
 *
 * A first reading of /proc misses entries that are there: the kernel drops what has run out while it prints, and goes on
 * by number, so that each one dropped hides another (ct_seq_show and ct_get_idx in
 * https://elixir.bootlin.com/linux/v6.1/source/net/netfilter/nf_conntrack_standalone.c; 60 run out among 202: 23 to 35
 * missing on 5.10 and 6.12, none or one in the next). So it is read twice for nothing before it is read. Even so nothing
 * may be called gone on a single reading.
 */
export const conntrack: Probe<'conntrack'> = {
  id: 'conntrack',
  // Kernels before 2.6.20, and some firmware since, have the table under its old name.
  script: `
${pushPicker('push', mostLines + 1)}
if [ -r /proc/net/nf_conntrack ]; then
echo proc
${swept('/proc/net/nf_conntrack')}
push </proc/net/nf_conntrack
elif [ -e /proc/net/nf_conntrack ]; then
echo '/proc/net/nf_conntrack: Permission denied'; return 4
elif [ -r /proc/net/ip_conntrack ]; then
echo old
${swept('/proc/net/ip_conntrack')}
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
