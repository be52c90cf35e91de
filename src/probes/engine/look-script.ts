import { probes } from '../index.ts';
import type { ProbeId } from '../readings.ts';
import { captureVersion, endId } from './capture/capture.ts';
import { shared } from './prelude.ts';
import { kindsInWords } from './redact/addresses.ts';
import program from './redact/redact.awk' with { type: 'text' };

/** What a person who reads the script should know about a section. */
const about: Partial<Record<ProbeId, string>> = {
  system: 'board and release',
  firmware: 'which firmware it is, where it is not OpenWrt',
  tools: 'which programs there are',
  uci: 'the firewall as it is configured',
  sysctls: 'time-outs of connection tracking',
  table: 'how full its table is',
  conntrack: 'connections of push services, no others',
  nft: 'rules that forwarded packets meet',
  iptables: 'the same in older firewalls',
  leases: 'names of devices, as DHCP has them',
  neighbours: 'who answers at which address',
  wan: 'the address towards the internet',
  log: 'lines about the firewall and the line outside, no others',
  own: 'what Pushmedic has left here',
};

const header = (tool: string): string => `#!/bin/sh
# What Pushmedic reads off a router (${tool}), as a script to read and to run on the router itself:
#
#     sh look.sh > home.pmcap               takes a few seconds
#     sh look.sh --watch 12 > home.pmcap    and looks at the push connections for 12 minutes more
#     sh look.sh --redact > home.pmcap      replaces names, MACs and addresses, the same by the same
#
# It reads only: it changes nothing and writes no file. Standard output is a capture, for
# "pushmedic diagnose --from home.pmcap" or for whoever helps you; progress is on standard error.
# It needs nothing but busybox. The same commands run when Pushmedic looks over SSH.

minutes=0 redact=
while [ $# -gt 0 ]; do
case "$1" in
--watch) minutes=\${2:-12}; [ $# -gt 1 ] && shift ;;
--redact) redact=yes ;;
*) echo 'usage: sh look.sh [--watch MINUTES] [--redact]' >&2; exit 2 ;;
esac
shift
done
case "$minutes" in *[!0-9]*|????*) echo 'MINUTES is a number' >&2; exit 2 ;; esac
[ -r /proc/sys/kernel/ostype ] || { echo 'this is no Linux' >&2; exit 3; }

# answers that more than one section needs`;

/** A program inside the shell's single quotes. */
const quoted = (text: string): string => text.replaceAll("'", "'\\''");

/** A section's exit status stands before its text, so the text is held until it is known. */
const runner = `
# prints one section; lines that look like the beginning of one get a backslash
look() {
echo "reading $1" >&2
o=$(look_$1 2>&1 </dev/null)
echo "=== $1 $?"
case "$o" in
'') ;;
*===*) printf '%s\\n' "$o" | sed 's/^\\\\*===/\\\\&/' ;;
*) printf '%s\\n' "$o" ;;
esac
}
`;

/** Looks each ten seconds; who is at home is asked once a minute. Broken off, the file still has its end. */
const watching = `
if [ "$minutes" -gt 0 ]; then
echo "=== samples 0"
trap 'echo "=== ${endId} 0"; exit 0' INT TERM HUP
n=0
while [ $n -le $((minutes * 6)) ]; do
[ $((n % 6)) = 0 ] && echo "watching: $((minutes - n / 6)) minutes left" >&2
read -r t rest </proc/uptime
echo "at $t"
read_pushes
look_conntrack 2>/dev/null | grep -E '^(ipv|tcp)'
[ $((n % 6)) = 0 ] && look_neighbours 2>/dev/null | sed 's/^/near /'
n=$((n + 1))
sleep 10
done
fi
`;

/**
 * The look as a POSIX-sh script of its own for busybox ash, which prints a capture. Made of the same probes as the look
 * over SSH.
 * @param tool who made it, e.g. `pushmedic 0.2.0`
 */
export function lookScript(tool: string): string {
  const all = Object.values(probes);
  const sections = all.map(({ id, script }) => {
    const told = about[id] === undefined ? '' : `# ${about[id]}\n`;
    return `\n${told}look_${id}() {\n${script.trim()}\n}\n`;
  });
  const ids = all.map(({ id }) => id).join(' ');
  return `${header(tool)}${shared}
${runner}${sections.join('')}
capture() {
echo 'pushmedic capture ${captureVersion}'
echo "taken: $(date -u +%Y-%m-%dT%H:%M:%SZ)"
echo 'tool: ${tool}, look-script'
echo 'sections: ${ids} ${endId}'
echo
read_files 2>/dev/null
for id in ${ids}; do look $id; done
${watching}echo '=== ${endId} 0'
}

leases=/tmp/dhcp.leases
[ -r $leases ] || leases=/var/lib/misc/dnsmasq.leases
if [ $redact ]; then capture | awk -v F=$leases -v H=/proc/sys/kernel/hostname -v KINDS='${kindsInWords}' '${quoted(program)}'
else capture
fi
echo 'done' >&2
`;
}
