import fw4Rules from './fw4.awk' with { type: 'text' };
import fw4 from './fw4.sh' with { type: 'text' };
import fw4Config from './fw4-config.awk' with { type: 'text' };
import initFirewall from './init-firewall.sh' with { type: 'text' };
import uciReader from './uci.awk' with { type: 'text' };
import uci from './uci.sh' with { type: 'text' };

/** Stand-ins for OpenWrt's own programs, by their place on the router; each finds its awk beside itself. */
export const uciProgram: Record<string, string> = { '/sbin/uci': uci, '/sbin/uci.awk': uciReader };

/** {@link uciProgram}'s companion: needs `uci` and `nft` in the PATH. */
export const fw4Program: Record<string, string> = {
  '/sbin/fw4': fw4,
  '/sbin/fw4.awk': fw4Rules,
  '/sbin/fw4-config.awk': fw4Config,
};

/** The firewall's service script, in terms of `fw4`. */
export const firewallService: Record<string, string> = { '/etc/init.d/firewall': initFirewall };
