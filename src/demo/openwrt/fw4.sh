#!/bin/sh
# Stand-in for OpenWrt's fw4: renders the zones of /etc/config/firewall into `table inet fw4` and handles nft's answers as
# the real script does, including that only `check` tells by its exit status what nft said.
STATE=/var/run/fw4.state
QUIET=
[ "$1" = -q ] && { QUIET=1; shift; exec 2> /dev/null; }
say() { [ -n "$QUIET" ] || printf '%s\n' "$*"; }
die() { echo "$*" >&2; exit 1; }
# The demo runs where flock may be missing; nobody else reloads there meanwhile.
locked() { ! command -v flock > /dev/null || flock -x 9; }

render() {
	config=$(uci -q show firewall; uci -q show network)
	case $config in *.flow_offloading_hw=\'1\'*)
		echo '[!] Hardware flow offloading unavailable, falling back to software offloading' >&2 ;;
	esac
	loaded=
	! nft list table inet fw4 2> /dev/null | grep -q 'flowtable ft ' || loaded=1
	old=
	grep -qs "DISTRIB_RELEASE='2[12]\." /etc/openwrt_release && old=1
	printf '%s\n' "$config" | OLD=$old LOADED=$loaded awk -f "${0%/*}/fw4-config.awk" -f "${0%/*}/fw4.awk"
}
includes() { # script includes, which fw4 runs after its rules are in
	uci -q show firewall | sed -n "s/^firewall\.\(.*\)\.fw4_compatible='1'$/\1/p" | while read -r section; do
		[ "$(uci -q get "firewall.$section.type")" = script ] && [ "$(uci -q get "firewall.$section.enabled")" != 0 ] || continue
		path=$(uci -q get "firewall.$section.path")
		[ ! -r "$path" ] || ( . "$path" )
	done
}
load() { render | nft -f /dev/stdin; : > $STATE; includes; }
start() { # start|reload
	locked
	case "$1" in
	start) [ ! -f $STATE ] || die "The fw4 firewall appears to be already loaded." ;;
	reload) [ -f $STATE ] || die "The fw4 firewall is not loaded, unable to reload." ;;
	esac
	load
}
stop() {
	nft list table inet fw4 > /dev/null 2>&1 || { rm -f $STATE; return 1; }
	nft delete table inet fw4
	rm -f $STATE
}
flush() { # everybody's tables, not only fw4's
	nft list tables | while read -r _ family table; do nft delete table "$family" "$table"; done
	rm -f $STATE
}
case "$1" in
start | reload) start "$1" ;;
stop) stop || die "The fw4 firewall is not loaded." ;;
flush) flush ;;
restart)
	render | nft -c -f /dev/stdin || die "The rendered ruleset contains errors, not doing firewall restart."
	stop; start start ;;
check) render | nft -c -f /dev/stdin || exit 1; say "Ruleset passes nftables check." ;;
print) render ;;
network | device) case "$2" in lan | br-lan | lan1 | eth0) echo lan ;; wan) echo wan ;; *) exit 1 ;; esac ;;
zone) case "$2" in lan) echo br-lan ;; wan) printf 'wan\nwan\n' ;; *) exit 1 ;; esac ;;
*) echo "Usage: ${0##*/} [-q] start|stop|flush|restart|reload|check|print" >&2; exit 1 ;;
esac 9> /var/run/fw4.lock
exit 0
