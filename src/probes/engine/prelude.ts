import { configFiles } from '../config.ts';
import { runningPrograms } from '../programs.ts';

/**
 * Answers that more than one section needs, each asked for once, because starting a program is what a diagnosis costs a small router.
 *
 *     uci_firewall       sets `$uci_firewall`, returns its status
 *     nft_tables         sets `$nft_tables`, empty where nft says nothing
 *     iptables_version   sets `$iptables_version`, e.g. `iptables v1.8.7 (nf_tables)`
 *     config_files       sets `$config_files`, the options read by the probe `config`
 *     running_programs   sets `$running`, the programs read by the probe `programs`
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
[ $iptables_asked ] || { iptables_version=$(iptables -V 2>/dev/null || ip6tables -V 2>/dev/null); iptables_asked=1; }
}${configFiles}${runningPrograms}`;

/** What stands before the sections: these, and the first boundary with the system's name. */
export const prelude = `${shared}
s=
[ -r /proc/sys/kernel/ostype ] && read -r s </proc/sys/kernel/ostype
p start "\${s:-$(uname -s)}"
`;
