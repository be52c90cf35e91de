import { absent, failed, type Probe, type Section, value } from './engine/probe.ts';
import { linesOf } from './engine/text.ts';
import type { IptablesReading } from './readings.ts';

/**
 * FORWARD of both families, and the chains it jumps to before the offload rule (fw3: `forwarding_rule`), deeper jumps
 * included, at most 16. Not asked where no filter table is in use: asking loads modules and, in old iptables-nft, makes
 * tables. `-w` is left out where it is unknown (before 1.4.20). A chain's name is taken off a rule only if it is plain.
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
s() {
while read -r l; do
case "$l" in *' -j FLOWOFFLOAD'*) break;; *' -j '*|*' -g '*) ;; *) continue;; esac
l=\${l##* -[jg] }; l=\${l%% *}
case "$l" in ''|-*|*[!A-Za-z0-9_.-]*|ACCEPT|DROP|REJECT|RETURN|LOG|MARK|TCPMSS) ;; *) q="$q $l";; esac
done <<J
$o
J
}
r() {
t=$1
command -v $t >/dev/null && u $2 $4 || return
echo "family $3"
w='-w 5'
o=$($t $w -S FORWARD 2>/dev/null) || { w=; o=$($t -S FORWARD 2>&1); } || { echo "failed $o"; return; }
q=
case "$o" in
*' -j FLOWOFFLOAD'*) s;;
*' -j forwarding_rule'*) q=forwarding_rule;;
esac
printf '%s\\n' "$o"
k=' FORWARD '; n=0
while [ "$q" ] && [ $n -lt 16 ]; do
q=\${q# }; c=\${q%% *}; q=\${q#"$c"}
case "$k" in *" $c "*) continue;; esac
k="$k$c "; n=$((n+1))
o=$($t $w -S "$c" 2>/dev/null) || continue
printf '%s\\n' "$o"; s
done
}
command -v iptables >/dev/null || command -v ip6tables >/dev/null || return 3
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
      } else if (/^-[PNA] /.test(line)) {
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
