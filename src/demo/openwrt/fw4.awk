# Renders `uci show firewall` and `uci show network` as firewall4 does: the nft rules of its LAN and WAN zones.
# Held against what the real one printed on OpenWrt 24.10 (https://github.com/openwrt/firewall4).
# Environment: OLD as on OpenWrt 22.03, whose flowtable does not count and whose established rule is no map; LOADED a
#   flowtable of fw4's stands in the kernel and has to go first.

function say(text) { print "\t\t" text }
function comment(text) { return " comment \"!fw4: " text "\"" }
# A heading, after the blank line that ends what stands before it; the first stands at the very top.
function title(text) { print (titles++ ? "\n" : "") "\t#\n\t# " text "\n\t#\n" }
function open(name, hook) { print "\tchain " name " {"; if (hook != "") print "\t\ttype " hook }
function shut(last) { print "\t}"; if (!last) print "" }
# 'a b c' as nft writes a set of quoted names or bare values.
function set(text, quote,  part, n, i, out) {
	n = split(text, part, " "); out = ""
	for (i = 1; i <= n; i++) out = out (i > 1 ? ", " : "") quote part[i] quote
	return "{ " out " }"
}
function one_or_set(text, quote) { return index(text, " ") ? set(text, quote) : quote text quote }
function way(policy, zone, direction) { Used[zone " " direction " " tolower(policy)] = 1; return tolower(policy) "_" direction "_" zone }
function refusal(v) { return v == "reject" ? "jump handle_reject" : v }
function established(where,  invalid) {
	invalid = on("@defaults[0]", "drop_invalid", 0)
	if (!OLD) { say("ct state vmap { established : accept, related : accept" (invalid ? ", invalid : drop" : "") " }" comment("Handle " where " flows")); return }
	say("ct state established,related accept" comment("Allow " where " established and related flows"))
	if (invalid) say("ct state invalid drop" comment("Drop flows with invalid conntrack state"))
}
# ICMP names: type, or type/code; the second is ICMPv6's. Source: firewall4's fw4.uc.
function icmp(word, six,  both) {
	both = (word in Icmp) ? Icmp[word] : word " " word
	return six ? substr(both, index(both, " ") + 1) : substr(both, 1, index(both, " ") - 1)
}
function codes(list, six, whole,  part, n, i, text, out) {
	n = split(list, part, " "); out = ""
	for (i = 1; i <= n; i++) {
		text = icmp(part[i], six)
		if ((index(text, "/") > 0) == whole) continue
		sub(/\//, "_._", text)
		out = out (out == "" ? "" : " ") text
	}
	if (out != "") out = one_or_set(out, "")
	gsub(/_/, " ", out)
	return out
}
# The lines of one rule section, each `match` of it followed by what happens.
function rule_lines(s, action,  family, proto, head, six, text, n, part, i, limit) {
	family = opt(s, "family", "any"); six = family == "ipv6"
	head = (opt(s, "src_ip", "") != "") ? (index(opt(s, "src_ip", ""), ":") ? "ip6" : "ip") " saddr " one_or_set(all(s, "src_ip"), "") " " : (family == "any" ? "" : "meta nfproto " family " ")
	limit = opt(s, "limit", ""); sub(/\/sec$/, "/second", limit)
	limit = (limit == "" ? "" : "limit rate " limit " ") "counter "
	n = split(all(s, "proto") == "" ? "tcp udp" : all(s, "proto"), part, " ")
	for (i = 1; i <= n; i++) {
		proto = part[i]
		if (proto == "icmp") {
			text = codes(all(s, "icmp_type"), six, 1)
			if (text != "") say(head (six ? "icmpv6" : "icmp") " type " text " " limit action comment(opt(s, "name", "")))
			text = codes(all(s, "icmp_type"), six, 0)
			if (text != "") say(head (six ? "icmpv6 type . icmpv6 code " : "icmp type . icmp code ") text " " limit action comment(opt(s, "name", "")))
			continue
		}
		text = ""
		if (opt(s, "src_port", "") != "") text = proto " sport " one_or_set(all(s, "src_port"), "") " "
		if (opt(s, "dest_port", "") != "") text = text proto " dport " one_or_set(all(s, "dest_port"), "") " "
		if (text == "" && proto != "all" && proto != "any") text = "meta l4proto " proto " "
		say(head text limit action comment(opt(s, "name", "")))
	}
}
# Where a rule goes, and what it does there.
function chain_of(s) {
	if (opt(s, "src", "") == "") return "output"
	return (opt(s, "dest", "") == "" ? "input_" : "forward_") opt(s, "src", "")
}
function action_of(s,  v) {
	v = tolower(opt(s, "target", "drop"))
	if (opt(s, "dest", "") != "" && opt(s, "dest", "") != "*") return "jump " way(v, opt(s, "dest", ""), "to")
	return refusal(v)
}
function rules(chain,  i, s) {
	for (i = 1; i <= sections; i++) { s = Order[i]; if (Kind[s] == "rule" && on(s, "enabled", 1) && chain_of(s) == chain) rule_lines(s, action_of(s)) }
}
function handle(direction, word, where,  z) {
	for (z = 1; z <= zones; z++) if (devices(Zone[z]) != "") say(direction "ifname " one_or_set(devices(Zone[z]), "\"") " jump " word "_" Name[z] comment("Handle " Name[z] " IPv4/IPv6 " where))
}
function base_chains(  d, syn) {
	d = "@defaults[0]"; syn = on(d, "syn_flood", 1) || on(d, "synflood_protect", 0)
	open("input", "filter hook input priority filter; policy " kernel_policy("input") ";"); print ""
	say("iif \"lo\" accept" comment("Accept traffic from loopback")); print ""
	established("inbound")
	if (syn) say("tcp flags & (fin | syn | rst | ack) == syn jump syn_flood" comment("Rate limit TCP syn packets"))
	handle("i", "input", "input traffic"); if (tolower(opt(d, "input", "accept")) == "reject") say("jump handle_reject"); shut()
	open("forward", "filter hook forward priority filter; policy " kernel_policy("forward") ";"); print ""
	if (offload) say("meta l4proto { tcp, udp } flow offload @ft;")
	established("forwarded")
	handle("i", "forward", "forward traffic"); if (tolower(opt(d, "forward", "accept")) == "reject") say("jump handle_reject"); shut()
	open("output", "filter hook output priority filter; policy " kernel_policy("output") ";"); print ""
	say("oif \"lo\" accept" comment("Accept traffic towards loopback")); print ""
	established("outbound")
	rules("output"); handle("o", "output", "output traffic"); shut()
	open("prerouting", "filter hook prerouting priority filter; policy accept;")
	for (z = 1; z <= zones; z++) if (!on(Zone[z], "masq", 0) && devices(Zone[z]) != "") say("iifname " one_or_set(devices(Zone[z]), "\"") " jump helper_" Name[z] comment("Handle " Name[z] " IPv4/IPv6 helper assignment"))
	shut()
	open("handle_reject"); say("meta l4proto tcp reject with tcp reset" comment("Reject TCP traffic")); say("reject with icmpx type port-unreachable" comment("Reject any other traffic")); shut()
	if (!syn) return
	open("syn_flood"); say("limit rate 25/second burst 50 packets return" comment("Accept SYN packets below rate-limit")); say("drop" comment("Drop excess packets")); shut()
}
# Which verdict chains of a zone are jumped to: they are made where they are, before who jumps is reached.
function mark_used(  i, s) {
	for (i = 1; i <= sections; i++) {
		s = Order[i]
		if (Kind[s] == "rule" && on(s, "enabled", 1)) action_of(s)
		if (Kind[s] == "forwarding") way("accept", opt(s, "dest", ""), "to")
		if (Kind[s] == "zone") { way(opt(s, "input", "accept"), opt(s, "name", ""), "from"); way(opt(s, "output", "accept"), opt(s, "name", ""), "to"); way(opt(s, "forward", "accept"), opt(s, "name", ""), "to") }
	}
}
# The kernel knows no policy `reject`.
function kernel_policy(what) { return tolower(opt("@defaults[0]", what, "accept")) == "accept" ? "accept" : "drop" }
function zone_chains(z,  s, name, i, f, v, w, k, dev) {
	s = Zone[z]; name = Name[z]; dev = one_or_set(devices(s), "\"")
	open("input_" name); rules("input_" name); say("jump " way(opt(s, "input", "accept"), name, "from")); shut()
	open("output_" name); say("jump " way(opt(s, "output", "accept"), name, "to")); shut()
	open("forward_" name); rules("forward_" name)
	for (i = 1; i <= sections; i++) {
		f = Order[i]
		if (Kind[f] == "forwarding" && opt(f, "src", "") == name) say("jump " way("accept", opt(f, "dest", ""), "to") comment("Accept " name " to " opt(f, "dest", "") " forwarding"))
	}
	say("jump " way(opt(s, "forward", "accept"), name, "to")); shut()
	if (!on(s, "masq", 0)) { open("helper_" name); shut() }
	split("accept reject drop", v, " "); split("from to", w, " ")
	for (i = 1; i <= 3; i++) for (k = 1; k <= 2; k++) if ((name " " w[k] " " v[i]) in Used) {
		open(v[i] "_" w[k] "_" name)
		if (v[i] == "accept" && w[k] == "to" && on(s, "masq", 0)) say("meta nfproto ipv4 oifname " dev " ct state invalid counter drop" comment("Prevent NAT leakage"))
		say((w[k] == "to" ? "o" : "i") "ifname " dev " counter " refusal(v[i]) comment(v[i] " " name " IPv4/IPv6 traffic")); shut()
	}
}
function nat_and_mangle(  z, dev) {
	title("NAT rules")
	open("dstnat", "nat hook prerouting priority dstnat; policy accept;"); shut()
	open("srcnat", "nat hook postrouting priority srcnat; policy accept;")
	for (z = 1; z <= zones; z++) if (on(Zone[z], "masq", 0)) say("oifname " one_or_set(devices(Zone[z]), "\"") " jump srcnat_" Name[z] comment("Handle " Name[z] " IPv4/IPv6 srcnat traffic"))
	shut()
	for (z = 1; z <= zones; z++) if (on(Zone[z], "masq", 0)) { open("srcnat_" Name[z]); say("meta nfproto ipv4 masquerade" comment("Masquerade IPv4 " Name[z] " traffic")); shut() }
	title("Raw rules (notrack)")
	open("raw_prerouting", "filter hook prerouting priority raw; policy accept;"); shut()
	open("raw_output", "filter hook output priority raw; policy accept;"); shut()
	title("Mangle rules")
	open("mangle_prerouting", "filter hook prerouting priority mangle; policy accept;"); shut()
	open("mangle_postrouting", "filter hook postrouting priority mangle; policy accept;"); mtu("o", "egress"); shut()
	open("mangle_input", "filter hook input priority mangle; policy accept;"); shut()
	open("mangle_output", "route hook output priority mangle; policy accept;"); shut()
	open("mangle_forward", "filter hook forward priority mangle; policy accept;"); mtu("i", "ingress"); shut(1)
}
function mtu(side, word,  z) {
	for (z = 1; z <= zones; z++) if (on(Zone[z], "mtu_fix", 0)) say(side "ifname " one_or_set(devices(Zone[z]), "\"") " tcp flags syn / syn,fin,rst tcp option maxseg size set rt mtu" comment("Zone " Name[z] " IPv4/IPv6 " word " MTU fixing"))
}
function defines(  z, s, part, n, i, nets) {
	title("Defines")
	for (z = 1; z <= zones; z++) {
		s = Zone[z]; nets = ""
		n = split(all(s, "network"), part, " ")
		for (i = 1; i <= n; i++) if (part[i] in Subnets) nets = nets (nets == "" ? "" : " ") Subnets[part[i]]
		if (z > 1) print ""
		if (devices(s) != "") print "\tdefine " Name[z] "_devices = " set(devices(s), "\"")
		if (nets != "") print "\tdefine " Name[z] "_subnets = " set(nets, "")
	}
	print ""
}
function includes(position,  i, s) {
	for (i = 1; i <= sections; i++) {
		s = Order[i]
		if (Kind[s] == "include" && on(s, "enabled", 1) && opt(s, "type", "") == "nftables" && opt(s, "position", "table-append") == position)
			print (position == "table-append" ? "\t" : "") "include \"" opt(s, "path", "") "\""
	}
}
function render(  z) {
	mark_used()
	print "table inet fw4\nflush table inet fw4"
	if (LOADED) print "delete flowtable inet fw4 ft"
	print "\ntable inet fw4 {"
	if (offload) {
		title("Flowtable")
		print "\tflowtable ft {\n\t\thook ingress priority 0;"
		say("devices = " set(flowtable_devices(), "\"") ";")
		if (!OLD) say("counter;")
		shut()
	}
	defines()
	title("User includes")
	print "\tinclude \"/etc/nftables.d/*.nft\"\n"
	title("Filter rules")
	base_chains()
	for (z = 1; z <= zones; z++) zone_chains(z)
	nat_and_mangle()
	includes("table-append")
	print "}"
	includes("ruleset-append")
}
END {
	offload = on("@defaults[0]", "flow_offloading", 0) && flowtable_devices() != ""
	render()
}
