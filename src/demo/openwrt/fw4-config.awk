# Reads `uci show firewall` and `uci show network` for fw4.awk.
#
# Tables: Opt by section and option, its first value · All the same, every value, separated by blanks · Kind by section ·
#   Order of the sections · Zone numbers by zone name · Device by network · Used verdict chains: "lan to accept" …

function opt(s, key, otherwise) { return (s SUBSEP key) in Opt ? Opt[s, key] : otherwise }
function all(s, key) { return (s SUBSEP key) in All ? All[s, key] : "" }
function on(s, key, otherwise) { return opt(s, key, otherwise) ~ /^(1|on|yes|true|enabled)$/ }
# Devices of a zone's networks.
function devices(s,  part, n, i, out) {
	n = split(all(s, "network"), part, " "); out = ""
	for (i = 1; i <= n; i++) if ((part[i] in Device) && index(" " out " ", " " Device[part[i]] " ") == 0) out = out (out == "" ? "" : " ") Device[part[i]]
	return out
}
# Bridges count with their ports.
function flowtable_devices(  z, part, n, i, j, out, more, m) {
	out = ""
	for (z = 1; z <= zones; z++) {
		n = split(devices(Zone[z]), part, " ")
		for (i = 1; i <= n; i++) {
			m = split((part[i] in Ports) ? Ports[part[i]] : part[i], more, " ")
			for (j = 1; j <= m; j++) if (index(" " out " ", " " more[j] " ") == 0) out = out (out == "" ? "" : " ") more[j]
		}
	}
	return out
}
# 192.168.1.1 and 255.255.255.0 as 192.168.1.0/24; masks of whole bytes.
function subnet(ip, mask,  a, m, i, bits, out) {
	if (index(ip, ":")) { sub(/::.*\//, "::/", ip); return ip }
	split(ip, a, "."); split(mask, m, "."); bits = 0; out = ""
	for (i = 1; i <= 4; i++) { out = out (i > 1 ? "." : "") (m[i] == 255 ? a[i] : 0); if (m[i] == 255) bits += 8 }
	return out "/" bits
}
function network(s, key, text) {
	if (key == "device") Device[s] = text
	if (key == "name") Bridge[s] = text
	if (key == "ports") Ports[Bridge[s]] = text
	if (key == "ipaddr" && s != "loopback") Ip[s] = text
	if (key == "netmask" && (s in Ip)) Subnets[s] = subnet(Ip[s], text)
	if (key == "ip6addr") Subnets[s] = subnet(text)
	if (key == "ip6assign" && Ula != "") Subnets[s] = Subnets[s] " " substr(Ula, 1, index(Ula, "/")) text
	if (key == "ula_prefix") Ula = text
}
BEGIN {
	OLD = ENVIRON["OLD"]; LOADED = ENVIRON["LOADED"]; sections = 0; zones = 0; Ula = ""
	split("", Used); split("", All); split("", Device); split("", Ports); split("", Subnets)
	split("echo-request=8 128,echo-reply=0 129,destination-unreachable=3 1,packet-too-big=2/0 2/0,time-exceeded=11 3,bad-header=4/0 4/0," \
		"unknown-header-type=4/1 4/1,router-solicitation=133 133,router-advertisement=134 134,neighbour-solicitation=135/0 135/0," \
		"neighbour-advertisement=136/0 136/0", pair, ",")
	for (i in pair) { at = index(pair[i], "="); Icmp[substr(pair[i], 1, at - 1)] = substr(pair[i], at + 1) }
}
{
	at = index($0, "="); path = substr($0, 1, at - 1); text = substr($0, at + 1)
	config = substr(path, 1, index(path, ".") - 1); path = substr(path, index(path, ".") + 1)
	dot = match(path, /\.[^].]*$/) ? RSTART : 0
	section = dot ? substr(path, 1, dot - 1) : path; key = dot ? substr(path, dot + 1) : ""
	if (key != "") {
		text = substr(text, 2, length(text) - 2); first = text
		if (index(first, "\047 \047")) first = substr(first, 1, index(first, "\047 \047") - 1)
		gsub(/\047 \047/, " ", text)
	}
	if (config == "network") { if (key != "") network(section, key, text); next }
	if (key == "") { Kind[section] = text; Order[++sections] = section }
	else { All[section, key] = text; Opt[section, key] = first }
	if (key == "name" && Kind[section] == "zone") { Zone[++zones] = section; Name[zones] = first }
}
