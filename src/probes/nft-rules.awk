# Cuts what `nft -a -t list ruleset` prints down to what a forwarded packet can meet. busybox awk, mawk and gawk.
#
# In: the ruleset; after it, for sets and maps asked for before, what `nft list set` printed, or
#   `# not listed: FAMILY TABLE NAME`.
# Variables (-v): LAST 1 when nothing more can be asked for; MOST bytes of rules that are printed.
# Out: either lines `? set|map FAMILY TABLE NAME`: these decide and are to be listed; or the rules, as nft prints them:
#   tables with the chains that are reached, their sets as far as listed, their flowtables. `# cut: …` where they did not
#   fit: rules that only drop go first, the rest of a chain becomes a jump to a chain nobody has.
#
# Lines are kept by number (L); B and Z where a block begins and ends, by kind, table and name.

/^# not listed: / { no[$4 " " $5 " " $6] = 1; next }
/^table / {
	t = $2 " " $3
	if (!(t in seen)) { seen[t] = 1; order[++tables] = t }
	next
}
/^\tflags .*dormant/ { dormant[t] = 1; next }
/^\t(chain|set|map|flowtable) / {
	name = $1 " " t " " $2
	if (name in B) listed[name] = 1
	B[name] = NR
	if ($1 == "flowtable") flow[t] = flow[t] " " NR
	else kind[t " @" $2] = $1
	L[NR] = $0
	if ($1 == "chain") { inside = t " " $2; have[inside] = 1 }
	next
}
/^\t}/ { Z[name] = NR; L[NR] = $0; inside = ""; next }
/^\t\telements = / { listed[name] = 1 }
{
	L[NR] = $0
	if (inside != "" && /^\t\ttype .* hook forward /) reach(inside)
}

function reach(c) { if (!(c in reached)) { reached[c] = 1; queue[++last] = c } }

function plain(s) { gsub(/"[^"]*"/, "", s); return s }

# Chains a text jumps to.
function jumps(s, place, w) {
	while (match(s, /(jump|goto) [^ ,}{]+/)) {
		w = substr(s, RSTART + 5, RLENGTH - 5)
		reach(place " " w)
		s = substr(s, RSTART + RLENGTH)
	}
}

# What a text asks a set or map for: known by what was listed, or to be listed.
function names(s, place, w, k) {
	gsub(/(flow (add|offload)|add|update|delete) @[^ ]+/, "", s)
	while (match(s, /@[A-Za-z_][A-Za-z0-9_.\/-]*/)) {
		w = substr(s, RSTART + 1, RLENGTH - 1)
		s = substr(s, RSTART + RLENGTH)
		if (!((place " @" w) in kind)) continue
		k = kind[place " @" w] " " place " " w
		need[k] = 1
		if (!(k in listed) && !((place " " w) in no)) want[k] = 1
	}
}

function drops(s) { return s ~ /(^|[ \t])(drop|reject( with [a-z0-9 -]+)?)( comment)?[ ]*(# handle [0-9]+)?$/ }

function look(c, i, s, place) {
	place = c; sub(/ [^ ]*$/, "", place)
	for (i = B["chain " c] + 1; i < Z["chain " c]; i++) {
		s = plain(L[i])
		if (s ~ /jump|goto/) jumps(s, place)
		if (s ~ /@/ && (s ~ /vmap/ || !drops(s))) names(s, place)
		bytes += length(L[i])
	}
}

# Elements of maps lead on to other chains.
function follow(k, i, place) {
	followed[k] = 1
	place = k; sub(/^[a-z]+ /, "", place); sub(/ [^ ]*$/, "", place)
	for (i = B[k]; i <= Z[k]; i++) if (L[i] ~ /jump|goto/) jumps(plain(L[i]), place)
}

function block(from, to, i) { for (i = from; i <= to; i++) if (i in L) print L[i] }

# A rule that drops under a condition keeps no connection that stands from anything.
function spare(s) {
	if (s ~ /jump|goto|vmap|flow/ || s ~ /^\t\t(counter( packets [0-9]+ bytes [0-9]+)? )?(drop|reject)/) return 0
	return drops(plain(s))
}

function chain(c, i) {
	print L[B["chain " c]]
	for (i = B["chain " c] + 1; i < Z["chain " c]; i++) {
		if (bytes > MOST && spare(L[i])) { left++; continue }
		if (spent + length(L[i]) > MOST) { print "\t\tjump cut-off"; cut = 1; break }
		spent += length(L[i]) + 1
		print L[i]
	}
	print "\t}"
}

END {
	do {
		while (at < last) { at++; if (queue[at] in have) look(queue[at]) }
		for (k in need) if ((k in listed) && !(k in followed)) follow(k)
	} while (at < last)
	if (!LAST) {
		for (k in want) { print "? " k; asked = 1 }
		if (asked) exit
	}
	print "# sets are listed"
	for (n = 1; n <= tables; n++) {
		t = order[n]
		print "table " t " {"
		if (t in dormant) print "\tflags dormant"
		m = split(flow[t], f, " ")
		for (i = 1; i <= m; i++) block(f[i], closing(f[i]))
		for (k in need) if (index(k, " " t " ")) {
			if (k in listed) block(B[k], Z[k])
			else print "\t# not listed: " substr(k, index(k, " ") + 1)
		}
		for (i = 1; i <= last; i++) if ((queue[i] in have) && index(queue[i], t " ") == 1) chain(queue[i])
		print "}"
	}
	if (left) print "# left out: " left " rules that drop"
	if (cut) print "# cut: the rules did not fit"
}

function closing(i) { while (i < NR && L[i] !~ /^\t}/) i++; return i }
