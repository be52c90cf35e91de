#!/bin/sh
# Stand-in for OpenWrt's uci: show, get, set, add, add_list, delete, commit, revert, changes, export.
# Like the real one it keeps what is set but not committed as lines under /tmp/.uci.
quiet=
while :; do case "$1" in
-q) quiet=1; shift ;;
-*) shift ;;
*) break ;;
esac; done
cmd=$1 arg=$2
fail() { [ -n "$quiet" ] || echo "uci: $1" >&2; exit 1; }
usage() { echo "Usage: uci [<options>] <command> [<arguments>]" >&2; exit 255; }
emit() { # package form [wanted]
	staged=/tmp/.uci/$1
	[ -f "$staged" ] || staged=/dev/null
	PKG=$1 FORM=$2 WANT=$3 awk -f "${0%/*}/uci.awk" STAGED= "/etc/config/$1" STAGED=1 "$staged"
}
known() { [ -f "/etc/config/$1" ] || fail "Entry not found"; }
resolve() { emit "$1" name "$2" || fail "Entry not found"; }
stage() { # package line
	mkdir -p /tmp/.uci && printf '%s\n' "$2" >> "/tmp/.uci/$1"
}
case "$cmd" in
show | export)
	if [ -z "$arg" ]; then for p in /etc/config/*; do "$0" "$cmd" "${p##*/}"; done; exit 0; fi
	pkg=${arg%%.*} rest=${arg#"${arg%%.*}"}; known "$pkg"
	emit "$pkg" "$cmd" "${rest#.}" || fail "Entry not found" ;;
get)
	pkg=${arg%%.*} rest=${arg#*.}; known "$pkg"
	emit "$pkg" get "$rest" || fail "Entry not found" ;;
set | add_list)
	pkg=${arg%%.*} path=${arg%%=*} value=${arg#*=}; rest=${path#*.}; known "$pkg"
	[ "$path" != "$arg" ] && [ "$rest" != "$path" ] || usage
	case "$rest" in
	*.*) section=$(resolve "$pkg" "${rest%.*}") || exit 1; rest=$section.${rest##*.} ;;
	esac
	mark=; [ "$cmd" = set ] || mark='|'
	stage "$pkg" "$mark$pkg.$rest='$(printf %s "$value" | sed "s/'/'\\\\''/g")'" ;;
add)
	known "$arg"; [ -n "$3" ] || usage
	name=$(printf 'cfg%02x%04x' $(($(emit "$arg" count) + 1)) $(($$ & 65535)))
	stage "$arg" "+$arg.$name='$3'"; echo "$name" ;;
delete)
	pkg=${arg%%.*} rest=${arg#*.}; known "$pkg"
	emit "$pkg" get "$rest" > /dev/null || fail "Entry not found"
	case "$rest" in
	*.*) section=$(resolve "$pkg" "${rest%.*}") && stage "$pkg" "-$pkg.$section.${rest##*.}" ;;
	*) section=$(resolve "$pkg" "$rest") && stage "$pkg" "-$pkg.$section" ;;
	esac ;;
commit)
	for p in /tmp/.uci/*; do
		p=${p##*/}
		[ -s "/tmp/.uci/$p" ] || continue
		[ -z "$arg" ] || [ "$arg" = "$p" ] || continue
		emit "$p" file > "/etc/config/.$p.uci" && chmod 644 "/etc/config/.$p.uci" && mv "/etc/config/.$p.uci" "/etc/config/$p" || fail "I/O error"
		rm -f "/tmp/.uci/$p"
	done ;;
revert) rm -f "/tmp/.uci/${arg%%.*}" ;;
changes)
	for p in ${arg:-firewall network system dhcp}; do [ ! -f "/tmp/.uci/$p" ] || cat "/tmp/.uci/$p"; done ;;
*) usage ;;
esac
