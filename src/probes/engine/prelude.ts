import { fileReader } from './files.ts';

/**
 * Answers that more than one section needs, each asked for once, because starting a program is what a diagnosis costs a
 * small router; what stands in files is read in one go (files.ts).
 *
 *     uci_firewall       sets `$uci_firewall`, returns its status
 *     nft_tables         sets `$nft_tables`, empty where nft says nothing
 *     iptables_version   sets `$iptables_version`, e.g. `iptables v1.8.7 (nf_tables)`
 *     bounded TEXT N     prints the text, of a long one N lines: only then a program is started for it
 */
export const shared = `
uci_status= nft_asked= iptables_asked=
uci_firewall() {
[ "$uci_status" ] || { uci_firewall=$(uci show firewall 2>&1); uci_status=$?; }
return $uci_status
}
nft_tables() {
[ $nft_asked ] || { nft_tables=$(nft list tables 2>/dev/null); nft_asked=1; }
}
iptables_version() {
[ $iptables_asked ] && return
iptables_version= iptables_asked=1
for t in iptables ip6tables; do
command -v $t >/dev/null && iptables_version=$($t -V 2>/dev/null) && return
done
}
bounded() {
if [ \${#1} -gt 20000 ]; then printf '%s\\n' "$1" | head -n $2; else printf '%s\\n' "$1"; fi
}${fileReader}`;

/** What stands before the sections: these, and the first boundary with the system's name. */
export const prelude = `${shared}
s=
[ -r /proc/sys/kernel/ostype ] && read -r s </proc/sys/kernel/ostype
p start "\${s:-$(uname -s)}"
read_files
`;
