import { apns } from '../push/services/apns.ts';
import { sh } from '../ssh/quoting.ts';
import { asSent } from './engine/awk.ts';
import { absent, failed, type Probe, type Section, value } from './engine/probe.ts';
import { linesOf, reasonOf } from './engine/text.ts';
import { nftReading } from './nft-reading.ts';
import rulesProgram from './nft-rules.awk' with { type: 'text' };
import setProgram from './nft-set.awk' with { type: 'text' };

/** Bytes of rules that travel: a household's rules are a quarter of it. */
const mostRules = 30_000;
/** Elements of a set up to which it travels whole. */
const fewElements = 300;
/** Sets and maps that are listed: each is a program started. */
const mostSets = 8;
/** Where push services are, whoever is connected: elements of large sets that touch these matter. */
const servers = apns.shared.prefixes.join(' ');

/** Of how many push connections the addresses matter; each entry has four. */
const mostAsked = 40;

/** Sets `$a` to {@link servers} and the addresses of push connections. Only asked for where a large set decides. */
const interest = `a='${servers}' k=0
set -f
for w in $pushes; do
case "$w" in src=*|dst=*) ;; *) continue;; esac
k=$((k+1))
[ $k -le ${4 * mostAsked} ] || break
case $((k%4)) in 1|2) case " $a " in *" \${w#*=} "*) ;; *) a="$a \${w#*=}";; esac;; esac
done
set +f`;

/**
 * The rules a forwarded packet can meet, of every table and family, as nft prints them: one listing without elements, cut
 * down on the router by awk; then, each by itself, the sets and maps that decide in it. One batch would not do: nft lists
 * for a batch only what its last command needs (seen with 1.0.6 and 1.1.3).
 */
export const nft: Probe<'nft'> = {
  id: 'nft',
  script: `
command -v nft >/dev/null || { echo 'no nft here'; return 3; }
t=$(nft -a -t list ruleset 2>&1) || t=$(nft -a list ruleset 2>&1) || { printf '%s\\n' "$t"; return 4; }
[ \${#t} -gt 4000000 ] && { echo 'the ruleset is too large to be read'; return 4; }
nft_tables=$t nft_asked=1
command -v awk >/dev/null || { printf '%s\\n' "$t"; return; }
${sh`r=${asSent(rulesProgram)}`}
${sh`y=${asSent(setProgram)}`}
a= m= n=0 l=0
while :; do
o=$(printf '%s\\n%s\\n' "$t" "$m" | awk -v LAST=$l -v MOST=${mostRules} "$r")
case "$o" in '? '*) ;; *) break;; esac
[ "$a" ] || { ${interest}
}
while read -r q k f b s; do
n=$((n+1))
[ $n -le ${mostSets} ] || { l=1; break; }
case "$f$b$s" in *[!A-Za-z0-9_./-]*) m="$m
# not listed: $f $b $s"; continue;; esac
z=$(nft list $k "$f" "$b" "$s" 2>/dev/null | awk -v FEW=${fewElements} -v ABOUT="$a" -v NAME="$f $b $s" "$y")
m="$m
\${z:-# not listed: $f $b $s}"
done <<J
$o
J
done
case "$o" in '# sets are listed'*) ;; *) o=$t;; esac
printf '%s\\n' "$o"`,
  parse({ status, text }: Section) {
    if (status === 3) return absent(reasonOf(text, 'no nft here'));
    if (status !== 0) return failed(reasonOf(text, 'nft could not list its rules'));
    const reading = nftReading(linesOf(text));
    return reading === null ? failed('nft answered with something that is not its language') : value(reading);
  },
};
