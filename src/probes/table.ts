import { absent, failed, type Probe, type Section, value } from './engine/probe.ts';
import { linesOf, wholeOf, wordsOf } from './engine/text.ts';

/**
 * How full the table is and was: counts, per-CPU statistics, and what the kernel log says of it. The log is not asked
 * while no CPU has counted a drop: what logs "table full" is a drop (nf_conntrack_in() of nf_conntrack_core.c).
 */
export const table: Probe<'table'> = {
  id: 'table',
  files: [
    {
      into: 'fill',
      way: 'named',
      paths: ['/proc/sys/net/netfilter/nf_conntrack_count', '/proc/sys/net/netfilter/nf_conntrack_max'],
    },
    { into: 'drops', way: 'stat', paths: ['/proc/net/stat/nf_conntrack'] },
  ],
  script: `
[ -r /proc/sys/net/netfilter/nf_conntrack_count ] || return 3
[ $files_read ] || return 127
printf '%s' "$fill" "$drops"
case "$drops" in *'full 0'*) return 0;; esac
dmesg 2>/dev/null | awk '/nf_conntrack: .*table full/{n++;l=$0}END{print "full",n+0;if(n)print "log",l}'
:`,
  parse({ status, text }: Section) {
    if (status === 3) return absent('connection tracking is not loaded');
    const lines = linesOf(text);
    const of = (kind: string): string[] =>
      lines.filter((line) => line.startsWith(`${kind} `)).map((line) => line.slice(kind.length + 1).trim());
    const count = wholeOf(/nf_conntrack_count\s?[:= ]\s?(\d{1,15})\s*$/m.exec(text)?.[1]);
    const max = wholeOf(/nf_conntrack_max\s?[:= ]\s?(\d{1,15})\s*$/m.exec(text)?.[1]);
    // Of a person who pasted /proc/net/stat/nf_conntrack and the kernel's log as they are.
    const bare = lines.filter((line) => /^(entries +|[0-9a-f]{8} +)/.test(line));
    const full = lines.filter((line) => /^[^a-z].{0,200}nf_conntrack: .{0,40}table full/.test(line));
    if (count === null || max === null) return failed('no count or no limit of connection tracking');
    return value({
      count,
      max,
      stats: statsOf([...of('stat'), ...bare]),
      fullInLog: wholeOf(of('full')[0]) ?? full.length,
      lines: [
        `nf_conntrack_count = ${count}`,
        `nf_conntrack_max = ${max}`,
        ...[...of('log'), ...full].slice(0, 1),
      ],
    });
  },
};

/** Sums over CPUs by column name: columns differ between kernels. Numbers are hexadecimal. */
function statsOf([header = '', ...cpus]: readonly string[]): Record<string, number> {
  const names = wordsOf(header);
  const stats: Record<string, number> = {};
  for (const cpu of cpus) {
    const columns = wordsOf(cpu);
    names.forEach((name, at) => {
      const column = columns[at];
      // `entries` is the same total on every line.
      if (column === undefined || !/^[0-9a-f]{1,13}$/i.test(column) || !/^[a-z]\w*$/.test(name)) return;
      if (name !== 'entries') stats[name] = (stats[name] ?? 0) + Number.parseInt(column, 16);
    });
  }
  return stats;
}
