import { sh } from '../ssh/quoting.ts';
import { asSent } from './engine/awk.ts';
import { absent, failed, type Probe, type Section, value } from './engine/probe.ts';
import { linesOf } from './engine/text.ts';
import program from './iptables-rules.awk' with { type: 'text' };
import type { IptablesReading } from './readings.ts';

/** Bytes of rules that travel, per family: an fw3 router's are some 6,000. */
const mostRules = 16_000;

/**
 * FORWARD of both families and every chain it leads to, as `-S` prints them. Not asked where no filter table is in use:
 * asking loads modules and, in old iptables-nft, makes tables. `-w` is left out where it is unknown (before 1.4.20).
 */
export const iptables: Probe<'iptables'> = {
  id: 'iptables',
  script: `
u() {
[ -r $2 ] && while read -r l; do [ "$l" = filter ] && return; done <$2
iptables_version
case "$iptables_version" in *nf_tables*) ;; *) return 1;; esac
command -v nft >/dev/null || return 0
nft_tables
case "$nft_tables" in *"table $1 filter"*) ;; *) return 1;; esac
}
r() {
t=$1
command -v $t >/dev/null && u $2 $4 || return
echo "family $3"
o=$($t -w 5 -S 2>/dev/null) || o=$($t -S 2>&1) || { echo "failed $o"; return; }
if command -v awk >/dev/null; then printf '%s\\n' "$o" | awk -v MOST=${mostRules} "$x"
else printf '%s\\n' "$o"; fi
}
command -v iptables >/dev/null || command -v ip6tables >/dev/null || return 3
${sh`x=${asSent(program)}`}
r iptables ip ipv4 /proc/net/ip_tables_names
r ip6tables ip6 ipv6 /proc/net/ip6_tables_names
:`,
  parse({ status, text }: Section) {
    if (status === 3) return absent('no iptables here');
    const reading: IptablesReading = { ipv4: null, ipv6: null };
    let family: 'ipv4' | 'ipv6' | null = null;
    // A comment may hold newlines: what stands inside its quotes belongs to the rule, whatever it looks like.
    let quoted = false;
    for (const line of linesOf(text)) {
      if (quoted && family !== null) {
        reading[family]?.push(line);
        quoted = staysQuoted(line, true);
      } else if (line === 'family ipv4' || line === 'family ipv6') {
        family = line === 'family ipv4' ? 'ipv4' : 'ipv6';
        reading[family] = [];
      } else if (family === null) continue;
      else if (line.startsWith('failed ')) {
        if (family === 'ipv4' || /permi/i.test(line)) return failed(line.slice(7, 200));
        reading[family] = null;
      } else if (/^(-[PNA] |\*\w|:\S|\[\d+:\d+\] -A )/.test(line)) {
        reading[family]?.push(line);
        quoted = staysQuoted(line, false);
      }
    }
    return reading.ipv4 === null && reading.ipv6 === null ? absent('iptables is not in use') : value(reading);
  },
};

/** Whether a quoted word is still open at the end of `line`. Backslashes escape inside quotes only. */
function staysQuoted(line: string, open: boolean): boolean {
  let quoted = open;
  for (let at = 0; at < line.length; at++) {
    if (quoted && line[at] === '\\') at++;
    else if (line[at] === '"') quoted = !quoted;
  }
  return quoted;
}
