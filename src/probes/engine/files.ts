import { sh } from '../../ssh/quoting.ts';
import { fewConfigLines, listsRead, optionsRead } from '../config.ts';
import { mostPushes } from '../conntrack.ts';
import { probes } from '../index.ts';
import { topicFunction, topicLines } from '../log.ts';
import { programsKnown } from '../programs.ts';
import { candidates, pushWords } from '../push-filter.ts';
import { asSent } from './awk.ts';
import program from './files.awk' with { type: 'text' };
import type { Files, Probe } from './probe.ts';

const variables = {
  MOST: 400,
  TCP: pushWords.tcp.join(' '),
  UDP: pushWords.udp.join(' '),
  SHARED: pushWords.shared.join(' '),
  NEAR: pushWords.near.join(' '),
  PUSHES: mostPushes + 1,
  OPTIONS: optionsRead.join(' '),
  LISTS: listsRead.join(' '),
  FEW: fewConfigLines,
  PROGRAMS: programsKnown.join('|'),
  RING: topicLines,
};

/**
 * Of 4 KiB, 16,000 lines with counters or twice as many without: what is read of a large table for nothing (see
 * conntrack.ts). To read all of it costs a small router seconds, as each read counts from 0. Once, because after the first
 * time little is left to be found, and as far as that, because more of it is worth more than the same again.
 */
const sweptBlocks = 1000;

const list: readonly { files?: Probe<never>['files'] }[] = Object.values(probes);
const groups: readonly Files[] = list.flatMap(({ files = [] }) => files);

/** What awk prints, in its order. Standard input comes last: a large table is searched while awk reads the files. */
const printed = [...groups.map(({ into }) => into), 'pushes', 'uci_ours', 'log_lines'];

/**
 * Files, push connections, the log and lines of `uci show firewall`, all through one awk. What it printed is split at a
 * character that no text holds; the shell's `read` would cost a call of the kernel for each character.
 *
 * A small table awk reads by itself; before a large one stands a grep for fixed strings, which is faster, save with musl,
 * whose search for a string is slow (50,000 entries: 136 ms against 508 ms; with glibc 74 ms against 33 ms). How many there
 * are is the first number of /proc/net/stat/nf_conntrack, hexadecimal.
 *
 *     find_table      sets `$table` to where connections are
 *     read_files      sets `$files_read` where there is an awk, `$table`, and what `printed` names
 *     read_pushes     `$pushes` again
 */
export const fileReader = `
files_read= table= small= whole= size=
files() {
awk -v S="$rs" -v TABLE="$whole" -v SWEEPS="\${small:+2}" ${Object.entries(variables)
  .map(([name, value]) => `-v ${name}=${sh`${String(value)}`}`)
  .join(' ')} ${sh`${`${topicFunction}\n${asSent(program)}`}`} "$@"
}
rough() {
grep -F ${candidates.ports} ${candidates.ipv4} "$@"
}
sweep() {
dd if="$1" of=/dev/null bs=4096 count=${sweptBlocks} 2>/dev/null
}
candidates() {
[ "$small" ] && return
case "$table" in
proc) sweep /proc/net/nf_conntrack
[ "$whole" ] || rough ${candidates.ipv6.proc} /proc/net/nf_conntrack;;
old) sweep /proc/net/ip_conntrack
rough /proc/net/ip_conntrack;;
tool) for f in ipv4 ipv6; do conntrack -L -f $f -o extended; done | rough ${candidates.ipv6.tools};;
esac
}
find_table() {
rs=$(printf '\\036')
if [ -r /proc/net/nf_conntrack ]; then table=proc
[ -r /proc/net/stat/nf_conntrack ] && { read -r v; read -r size v; } </proc/net/stat/nf_conntrack
case "$size" in 00000*) small=1 whole="/proc/net/nf_conntrack";; esac
for f in /lib/ld-musl-*; do [ -e "$f" ] && whole="/proc/net/nf_conntrack"; done
elif [ -e /proc/net/nf_conntrack ]; then :
elif [ -r /proc/net/ip_conntrack ]; then table=old
elif command -v conntrack >/dev/null; then table=tool
fi
}
read_pushes() {
o=$(candidates 2>/dev/null </dev/null | files =stream)
f=$IFS IFS=$rs; set -f; set -- $o; set +f; IFS=$f
pushes=$1
}
read_files() {
command -v awk >/dev/null || return
files_read=1
find_table
command -v uci >/dev/null && uci_firewall
o=$({
candidates
echo =
[ "$uci_status" = 0 ] && printf '%s\n' "$uci_firewall"
echo =
command -v logread >/dev/null && logread
} 2>/dev/null </dev/null | files \
${groups.map(({ way, paths }) => `=${way} ${paths.join(' ')}`).join(' ')} =stream)
f=$IFS IFS=$rs; set -f; set -- $o; set +f; IFS=$f
${printed.map((name, at) => `${name}=\${${at + 1}}`).join(' ')}
}`;
