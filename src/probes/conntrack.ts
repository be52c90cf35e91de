import { parseConntrack } from '../conntrack/entry.ts';
import { serviceOf } from '../push/match.ts';
import { absent, failed, type Probe, type Section, value } from './engine/probe.ts';
import { linesOf, reasonOf } from './engine/text.ts';
import type { ConntrackReading } from './readings.ts';

/** More push connections than this in one household are not looked at one by one. */
export const mostPushes = 400;

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
 * missing on 5.10 and 6.12, none or one in the next). So it is read for nothing before it is read, a small one twice. Even
 * so nothing may be called gone on a single reading.
 */
export const conntrack: Probe<'conntrack'> = {
  id: 'conntrack',
  // Kernels before 2.6.20, and some firmware since, have the table under its old name.
  script: `
[ $files_read ] || return 127
case "$table" in
'') [ -e /proc/net/nf_conntrack ] || return 3
echo '/proc/net/nf_conntrack: Permission denied'; return 4;;
tool) c=$(conntrack -C 2>&1) || { echo "$c"; return 4; };;
esac
echo "$table"
printf '%s' "$pushes"`,
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
      lines: lines.slice(0, mostPushes),
      truncated: lines.length > mostPushes || table.length === mostPushes + 1,
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
