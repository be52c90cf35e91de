# Reads looks at a router's connection table and prints what changed. busybox awk, mawk and gawk: nothing of one alone.
#
# Variables (-v): N the nonce that begins every line printed; MOST connections followed; ASK seconds left at which a
#   device is asked whether it is there, so that its neighbour entry tells the truth in time; MISSED and AGAIN seconds for
#   which, and after which, a device whose connection is gone is looked after; BEAT seconds of silence until a sign of life.
# Environment: PUSH regular expression of a push connection's line; R shell text that lists the forward rules;
#   E seconds between two looks at the rules and the WAN address.
#
# What is put after the program defines more(): what else of an entry (its words from `src=` on are `part`) is told when it
# changes.
#
# In:  T <uptime>               a look begins
#      <line of the table>      as /proc/net/nf_conntrack has it
#      [DESTROY] <line>         where the tool conntrack runs beside the looks: at any place, in any order
#      E <status>               the look ends; 2 and more: it could not be read, and counts for nothing
#
# Out, per look that has something to say (each line after N and a blank):
#      t <uptime> <uptime>      begins: when it was, and the look before it (-: none)
#      b <boot id>              the program has begun
#      s                        every connection there is has been told; what was not is not there
#      + <line>                 a connection is new or changed
#      - <last> <since> [<ended>] <line>   in the table at <last> for the last time, missing in two looks from <since> on;
#                               <ended>: when the kernel said so
#      n <line>                 neighbour entry of a device
#      w <mac> <0|1>            whether it is associated with this router's Wi-Fi
#      d <line>                 its DHCP lease
#      f, a                     forward rules, WAN address changed
#      .                        ends it
# and `h <uptime>` when nothing changed.
#
# One look alone never says that a connection is gone: the kernel may skip an entry that is there. The kernel's own word
# only sharpens what two looks said, as the device may have made a new connection since; none is ever needed: kernels
# from 5.19 on have none for entries older than the listener, and a full socket drops them.
#
# Tables by connection (`src=… dst=… sport=… dport=…`):
#      Sign state and flags (U unreplied, O and H offloaded) · Due uptime at which it runs out, 0 while offloaded ·
#      Line as it was read last · Last uptime, Round number of that look · Gap uptime of the first look without it ·
#      Told uptime it was printed · Later prolonged since then · Asked its device was asked · Ended the kernel's word
# by address: Met its device was told · Mac · Shown states printed last · Lost since when it holds nothing · Sought when
#      it was last looked after
# by MAC: Wifi associated · Leased its lease was told

function out(text) {
	if (!open) { printf "%s t %s %s\n", N, now, before; open = 1 }
	print N " " text
}
function padded(digits) { return (length(digits) < 4 ? substr("0000", length(digits) + 1) : "") tolower(digits "") }
# An IPv6 address as /proc writes it; an IPv4 address as it is.
function full(a,  i, n, m, text, high, low) {
	if (!index(a, ":")) return a
	i = index(a, "::")
	n = split(i ? substr(a, 1, i - 1) : a, high, ":")
	m = split(i ? substr(a, i + 2) : "", low, ":")
	text = ""
	for (i = 1; i <= n; i++) text = text ":" padded(high[i])
	if (index(a, "::")) for (i = n + m; i < 8; i++) text = text ":0000"
	for (i = 1; i <= m; i++) text = text ":" padded(low[i])
	return substr(text, 2)
}
function mac_in(line,  word, i, n) {
	n = split(line, word, " ")
	for (i = 2; i <= n; i++) if (length(word[i]) == 17 && word[i] ~ /^[0-9A-Fa-f][0-9A-Fa-f]:[0-9A-Fa-f:]+$/) return tolower(word[i])
	return ""
}
function cut(text, most) { return length(text) > most ? substr(text, 1, most) : text }
function first_of(file, otherwise,  list) { return lines_of(file, list) ? list[1] : otherwise }
function uptime(  word) { split(first_of("/proc/uptime", "0"), word, " "); return word[1] }
# All that `command` prints, at most 500 lines into `list`; gives their number.
function listed(command, list,  line, n) {
	n = 0
	while (n < 500 && (command | getline line) > 0) list[++n] = line
	close(command)
	return n
}
function lines_of(file, list,  line, n, got) {
	n = 0
	while (n < 500 && (got = (getline line < file)) > 0) list[++n] = line
	if (got >= 0) close(file)
	return n
}
# Tells the device behind an address: its neighbour entries, Wi-Fi and lease. `quietly`: only if they changed.
function who(a, quietly,  list, ip, word, n, i, m, k, text, states) {
	n = listed("ip neigh show 2>/dev/null", list)
	if (!n) n = lines_of("/proc/net/arp", list)
	for (i = 1; i <= n; i++) {
		split(list[i], word, " "); ip[i] = full(word[1])
		if (ip[i] == a && mac_in(list[i]) != "") Mac[a] = mac_in(list[i])
	}
	m = (a in Mac) ? Mac[a] : ""; k = 0; text = ""; states = ""
	for (i = 1; i <= n && k < 8; i++) if (ip[i] == a || (m != "" && mac_in(list[i]) == m)) {
		k++; text = text "n " cut(list[i], 160) "\n"
		states = states ((list[i] ~ /(FAILED|INCOMPLETE)/) ? 0 : 1)
	}
	if (m != "") {
		i = associated(m)
		if (i != "") { text = text "w " m " " i "\n"; Wifi[m] = i; states = states "/" i }
	}
	if (quietly && (a in Shown) && states == Shown[a]) return
	Shown[a] = states
	n = split(text, list, "\n")
	for (i = 1; i < n; i++) out(list[i])
	if (m != "" && !(m in Leased)) lease(m)
}
# 1 and 0 for a station that is and is not associated; empty where no radio can be asked.
function associated(m,  list, n, i, x) {
	n = listed("command -v iw >/dev/null && for i in /sys/class/net/*/phy80211; do i=${i%/phy80211}; [ -e /sys/class/net/${i##*/} ] && { iw dev ${i##*/} station get " m " >/dev/null 2>&1; echo $?; }; done; :", list)
	x = ""
	for (i = 1; i <= n; i++) if (list[i] == "0") x = 1; else if (x == "") x = 0
	return x
}
function lease(m,  list, n, i) {
	Leased[m] = 1
	n = lines_of("/tmp/dhcp.leases", list)
	if (!n) n = lines_of("/var/lib/misc/dnsmasq.leases", list)
	for (i = 1; i <= n; i++) if (index(tolower(list[i]), " " m " ")) out("d " cut(list[i], 300))
}
# Only what is nothing but an address gets near a shell.
function ask(a) {
	if (a ~ /^[0-9A-Fa-f:.]+$/ && !((a in Mac) && (Mac[a] in Wifi) && Wifi[Mac[a]] == 1)) system("ping -c 1 -W 1 " a " >/dev/null 2>&1 &")
}
# What changes seldom: rules, WAN address and, `all`, the log's last word on a reload.
function slow(all,  list, n, i, text, address, reload) {
	checked = now; text = ""; address = ""; reload = reloaded
	while ((ENVIRON["R"] | getline i) > 0) text = text i "\n"
	close(ENVIRON["R"])
	n = listed("ip -4 -o addr show 2>/dev/null", list)
	for (i = 1; i <= n; i++) { sub(/valid_lft.*/, "", list[i]); address = address list[i] "\n" }
	if (all && listed("logread -e \"Reloading firewall due to\" 2>/dev/null | tail -n 1", list)) reload = list[1]
	if (begun && text != rules) out("f")
	if (begun && (address != wan || reload != reloaded)) out("a")
	rules = text; wan = address; reloaded = reload; begun = 1
}
function tell(k, line) { out("+ " line); Told[k] = now; Later[k] = 0; if (!(k in Asked)) Asked[k] = 0 }
function forget(k) {
	delete Sign[k]; delete Due[k]; delete Line[k]; delete Last[k]; delete Round[k]; delete Gap[k]
	delete Told[k]; delete Later[k]; delete Asked[k]
	if (k in Ended) delete Ended[k]
	flows--
}
# Tells what two looks have missed. They are picked out first: a table is not to shrink while it is gone through.
function missing(  k, n, i, gone, a) {
	n = 0
	for (k in Round) if (Round[k] != round) { if (Gap[k] == "") Gap[k] = now; else gone[++n] = k }
	if (n) slow(1)
	for (i = 1; i <= n; i++) {
		k = gone[i]
		out("- " Last[k] " " Gap[k] " " (((k in Ended) && Ended[k] + 0 >= Last[k] + 0) ? Ended[k] " " : "") Line[k])
		a = substr(k, 5, index(k, " dst=") - 5)
		who(a, 0); Lost[a] = now; Sought[a] = now
		forget(k)
	}
}
function seek(  a, n, i, late) {
	n = 0
	for (a in Lost) {
		if (now - Lost[a] > MISSED) late[++n] = a
		else if (now - Sought[a] >= AGAIN) { Sought[a] = now; who(a, 1); ask(a) }
	}
	for (i = 1; i <= n; i++) { delete Lost[late[i]]; delete Sought[late[i]] }
}
BEGIN {
	boot = first_of("/proc/sys/kernel/random/boot_id", "-")
	now = 0; before = "-"; said = 0; looks = 0; flows = 0; round = 0; open = 0; begun = 0; checked = 0
	rules = ""; wan = ""; reloaded = ""; split("", Round); split("", Lost)
}
$1 == "T" { now = $2; round++; next }
$1 == "[DESTROY]" && index($0, "src=") {
	split(substr($0, index($0, "src=")), part, " ")
	key = part[1] " " part[2] " " part[3] " " part[4]
	if (!(key in Sign)) key = "src=" full(substr(part[1], 5)) " dst=" full(substr(part[2], 5)) " " part[3] " " part[4]
	if (key in Sign) Ended[key] = uptime()
}
index($0, "[DESTROY]") { next }
/^ipv[46] / {
	at = index($0, "src="); if (!at) next
	split(substr($0, at), part, " ")
	key = part[1] " " part[2] " " part[3] " " part[4]; from = substr(part[1], 5)
	if (!(key in Sign) && (flows >= MOST || $0 !~ ENVIRON["PUSH"])) next
	left = (split(substr($0, 1, at - 1), head, " ") > 4 && head[5] ~ /^[0-9]+$/) ? head[5] : -1
	due = (left < 0) ? 0 : now + left
	sign = ((left < 0 || !(6 in head)) ? "" : head[6]) (index($0, "[UNREPLIED]") ? "U" : "") (index($0, "[OFFLOAD]") ? "O" : "") (index($0, "[HW_OFFLOAD]") ? "H" : "") more()
	if (!(key in Sign)) {
		flows++; tell(key, $0)
		if (!(from in Met)) { Met[from] = 1; who(from, 0) }
	} else if (Sign[key] != sign || (left >= 0 && due < Due[key] - 3)) {
		tell(key, $0)
		if (Sign[key] ~ /[OH]$/ && left >= 0) who(from, 0)
	} else if (left >= 0 && due > Due[key] + 3) Later[key] = 1
	if (Later[key] && now - Told[key] >= 30) tell(key, $0)
	if (left < 0 || left > ASK + 0) Asked[key] = 0
	else if (!Asked[key] && sign == "ESTABLISHED") { Asked[key] = 1; ask(from) }
	Sign[key] = sign; Due[key] = due; Line[key] = $0; Last[key] = now; Round[key] = round; Gap[key] = ""
	if ((key in Ended) && Ended[key] + 0 < now + 0) delete Ended[key]
	if (from in Lost) { delete Lost[from]; delete Sought[from] }
	next
}
$1 == "E" && NF < 2 { next }
$1 == "E" && $2 < 2 {
	looks++
	if (looks == 1) { out("b " boot); slow(1) }
	missing(); seek()
	if (looks == 2) out("s")
	if (now - checked >= ENVIRON["E"] + 0) slow(0)
}
$1 == "E" {
	if (open) { print N " ."; said = now } else if (now - said >= BEAT) { print N " h " now; said = now }
	open = 0
	if ($2 < 2) before = now
	fflush()
}
