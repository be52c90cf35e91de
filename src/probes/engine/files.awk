# Reads the files and streams of a look in one go, because starting a program is what a look costs a small router.
# busybox awk, mawk and gawk.
#
# Operands: `=WAY`, then the paths that are read in this way; what is not there is passed over. `=stream`: standard input.
# Variables (-v): S ends what was printed of each group; MOST lines of one group that is printed whole; words from the
#   probes: TCP, UDP, SHARED ports, NEAR texts of four characters or more that addresses begin with, PUSHES lines of connections at most; OPTIONS and
#   LISTS of /etc/config, FEW lines of one such file; PROGRAMS an expression; RING lines of a topic of the log.
# Function from the probes: topic(LINE), the number of a topic of the log, or 0.
# Out: one group after the other, each followed by S, which is taken out of everything else.
#
# Standard input is three groups: connections, unless TABLE is the file they stand in, which is read SWEEPS times for
# nothing before; a line `=`; lines of `uci show firewall`; a line `=`; the system's log.

function put(s) { if (index(s, S)) gsub(S, "", s); print s }
function words(s, into, w, i) { split(s, w, " "); for (i in w) into[w[i]] = 1 }

# ipv4     2 tcp      6 300 ESTABLISHED src=192.168.1.2 dst=17.57.144.10 sport=50000 dport=5223 …
# Fields end at `=`: the third begins with the server, the fifth with its port. Most lines are decided by these alone.
function connections(i, n) {
	# A table that awk reads by itself is ready when the line is there that would end it.
	while (TABLE && (getline line) > 0 && line != "=");
	for (i = 0; i < SWEEPS; i++) {
		while ((getline line < TABLE) > 0);
		close(TABLE)
	}
	while ((TABLE ? (getline < TABLE) : (getline)) > 0) if ($5 in own || substr($3, 1, 4) in near) {
		if ($0 == "=") return
		if (pushes < PUSHES && push($5 + 0)) { pushes++; put($0) }
	}
}
function push(p) {
	if ($1 ~ /udp /) { if (!(p in udp)) return 0 }
	else if (!(p in tcp) && !((p in shared) && close_to($3))) return 0
	return $1 ~ /^(ipv[46] +[0-9]+ +)?(tcp|udp) .*src$/ && $2 ~ /^[^ ]+ dst$/ && $3 ~ /^[^ ]+ sport$/ && $4 ~ /^[0-9]+ dport$/ && $5 ~ /^[0-9]+ /
}
function close_to(ip, t, i) {
	for (i = split(near[substr(ip, 1, 4)], t, " "); i > 0; i--) if (index(ip, t[i]) == 1) return 1
	return 0
}

# The newest lines of a topic: the one a new line pushes out is forgotten.
function ring(t, i) {
	kept[lines] = $0
	i = count[t]++
	if (i >= RING) delete kept[slot[t, i - RING]]
	slot[t, i] = lines
}

function stream(t) {
	connections()
	printf "%s", S
	while ((getline) > 0 && $0 != "=") if (/^firewall\.pushmedic[.=]|=include$|\.path=/) put($0)
	printf "%s", S
	while ((getline) > 0) { lines++; if (t = topic($0)) ring(t) }
	for (t = 1; t <= lines; t++) if (t in kept) put(kept[t])
}

function config(w) {
	if (n >= FEW) return
	if (!/^config /) {
		if (split($0, w, " ") < 3) return
		gsub(/["']/, "", w[2])
		if (!(w[1] == "option" && (w[2] in options) || w[1] == "list" && (w[2] in lists))) return
	}
	n++
	put(file ":" $0)
}

# Per-CPU counts; a column of them counts drops, and only a drop makes the kernel log that its table is full.
function stat(w, i) {
	put("stat " $0)
	i = split($0, w, " ")
	if (!n++) for (; i > 0; i--) { if (w[i] == "drop") drop = i }
	else if (w[drop] != "00000000") dropped = 1
}

# Of /etc/sysctl.conf only what is between our own marks.
function marked() {
	if (/^# pushmedic:/ && !n++) print "file sysctl"
	if (/^# pushmedic:[a-z-]*:v/) ours = 1
	if (ours) put(": " $0)
	if (/^# pushmedic:[a-z-]* end/) ours = 0
}

# The device of the first default route of /proc/net/route, which has them as `ip route` does: destination and mask are 0.
function route(w) {
	split($0, w, " ")
	if (w[2] == "00000000" && w[8] == "00000000" && w[1] != "*" && !n++) put(w[1])
}

function take() {
	if (way == "whole" || way == "first") { if (n++ < MOST) put($0) }
	else if (way == "named") { if ($0 != "") put(file ":" $0) }
	else if (way == "config") config()
	else if (way == "programs") { if ($0 ~ PROGRAMS) put(file ":" $0) }
	else if (way == "stat") stat()
	else if (way == "own") put(": " $0)
	else if (way == "marked") marked()
	else if (way == "route") route()
}

function finish() {
	if (way == "stat" && drop && !dropped) print "full 0"
	if (way == "marked" && n) print ""
	printf "%s", S
}

function read(got, said) {
	while ((got = (getline < file)) > 0) {
		if (way == "own" && !said++) print kind()
		take()
		if (way == "first") found = 1
	}
	if (way == "own" && !said && !got) { print kind(); said = 1 }
	if (said) print ""
	close(file)
}
function kind() { return "file " (file ~ /nft$/ ? "fw4" : "fw3") }

BEGIN {
	FS = "="
	words(TCP, tcp); words(UDP, udp); words(SHARED, shared)
	words(OPTIONS, options); words(OPTIONS " " LISTS, lists)
	for (a = split(NEAR, w, " "); a > 0; a--) near[substr(w[a], 1, 4)] = near[substr(w[a], 1, 4)] " " w[a]
	# What stands between the port and the next `=`: with counters, without, and where no answer was seen.
	for (a = split(TCP " " UDP, w, " "); a > 0; a--) own[w[a] " packets"] = own[w[a] " src"] = own[w[a] " [UNREPLIED] src"] = 1
	# For the line that ends them.
	near[""]
	# Without operands of its own awk reads standard input, also where there is no /dev/stdin.
	operands = ARGC; ARGC = 1
	for (a = 1; a < operands; a++) {
		file = ARGV[a]
		if (file ~ /^=/) {
			if (way) finish()
			way = substr(file, 2)
			n = found = 0
			if (way == "stream") stream()
			continue
		}
		if (way == "config") n = 0
		if (!found) read()
	}
	finish()
}
