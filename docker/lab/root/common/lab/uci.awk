# Reads a UCI config (first file), then its uncommitted changes (second file), then prints what FORM asks for.
function token(    c, q, out) { # next word of `rest`, quotes taken off
	sub(/^[ \t]+/, "", rest)
	if (rest == "" || substr(rest, 1, 1) == "#") return ""
	if (match(rest, /^'[^']*'([ \t]|$)/)) { out = substr(rest, 2, RLENGTH - 2); sub(/'[ \t]?$/, "", out); rest = substr(rest, RLENGTH + 1); return out }
	if (match(rest, /^[^ \t'"\\]+([ \t]|$)/)) { out = substr(rest, 1, RLENGTH); sub(/[ \t]$/, "", out); rest = substr(rest, RLENGTH + 1); return out }
	out = ""; q = ""
	while (rest != "") {
		c = substr(rest, 1, 1); rest = substr(rest, 2)
		if (q == "") {
			if (c == " " || c == "\t") break
			if (c == "'" || c == "\"") { q = c; continue }
			if (c == "\\") { c = substr(rest, 1, 1); rest = substr(rest, 2) }
		} else if (c == q) { q = ""; continue }
		else if (q == "\"" && c == "\\") { c = substr(rest, 1, 1); rest = substr(rest, 2) }
		out = out c
	}
	return out
}
function quoted(v) { gsub(/'/, "'\\''", v); return "'" v "'" }
function section(type, name, anonymous) {
	n++; types[n] = type; names[n] = name; hidden[n] = anonymous; live[n] = 1; options[n] = 0
	return n
}
function put(s, key, value, list,    i) {
	for (i = 1; i <= options[s]; i++) if (keys[s, i] == key) break
	if (i > options[s]) { options[s] = i; keys[s, i] = key; count[s, i] = 0 }
	if (!list) count[s, i] = 0
	lists[s, i] = list
	values[s, i, ++count[s, i]] = value
}
function find(ref,    type, index_, i, k, total) { # section number of NAME or @TYPE[N]
	if (ref ~ /^@.*\[-?[0-9]+\]$/) {
		type = ref; sub(/^@/, "", type); index_ = type; sub(/\[.*/, "", type); sub(/.*\[/, "", index_); index_ += 0
		for (i = 1; i <= n; i++) if (live[i] && types[i] == type) total++
		if (index_ < 0) index_ += total
		for (i = 1; i <= n; i++) if (live[i] && types[i] == type && k++ == index_) return i
		return 0
	}
	for (i = 1; i <= n; i++) if (live[i] && names[i] == ref) return i
	return 0
}
function option(s, key,    i) { for (i = 1; i <= options[s]; i++) if (keys[s, i] == key && count[s, i]) return i; return 0 }
function shown(s,    i, k) {
	if (!hidden[s]) return names[s]
	for (i = 1; i < s; i++) if (live[i] && types[i] == types[s]) k++
	return "@" types[s] "[" (k + 0) "]"
}
function show_option(s, i,    j, out) {
	out = ENVIRON["PKG"] "." shown(s) "." keys[s, i] "="
	for (j = 1; j <= count[s, i]; j++) out = out (j > 1 ? " " : "") quoted(values[s, i, j])
	print out
}
function show_section(s,    i) {
	print ENVIRON["PKG"] "." shown(s) "=" types[s]
	for (i = 1; i <= options[s]; i++) if (count[s, i]) show_option(s, i)
}
FNR == 1 { file++ }
file == 1 && FILENAME ~ /^\/etc/ {
	rest = $0; word = token()
	if (word == "config") { t = token(); name = token(); cur = section(t, name == "" ? sprintf("cfg%02x", n + 1) : name, name == "") }
	else if (word == "option" || word == "list") { key = token(); put(cur, key, token(), word == "list") }
	next
}
{
	mark = ""; line = $0
	if (line ~ /^[-+|]/) { mark = substr(line, 1, 1); line = substr(line, 2) }
	sub(/^[^.]*\./, "", line)
	eq = index(line, "="); ref = eq ? substr(line, 1, eq - 1) : line; rest = substr(line, eq + 1); value = eq ? token() : ""
	dot = 0; if (match(ref, /\.[^].]*$/)) dot = RSTART
	sec = dot ? substr(ref, 1, dot - 1) : ref; key = dot ? substr(ref, dot + 1) : ""; s = find(sec)
	if (mark == "-") { if (s && key != "") { o = option(s, key); if (o) count[s, o] = 0 } else if (s) live[s] = 0 }
	else if (key != "") { if (s) put(s, key, value, mark == "|") }
	else if (s) types[s] = value
	else section(value, sec, mark == "+")
}
END {
	form = ENVIRON["FORM"]; want = ENVIRON["WANT"]
	if (form == "count") { print n; exit 0 }
	if (want != "") {
		dot = 0; if (match(want, /\.[^].]*$/)) dot = RSTART
		s = find(dot ? substr(want, 1, dot - 1) : want)
		if (!s) exit 1
		if (form == "name") { print names[s]; exit 0 }
		if (dot) {
			o = option(s, substr(want, dot + 1))
			if (!o) exit 1
			if (form == "show") { show_option(s, o); exit 0 }
			out = ""; for (j = 1; j <= count[s, o]; j++) out = out (j > 1 ? " " : "") values[s, o, j]
			print out; exit 0
		}
		if (form == "get") print types[s]; else show_section(s)
		exit 0
	}
	if (form == "export") print "package " ENVIRON["PKG"]
	for (s = 1; s <= n; s++) {
		if (!live[s]) continue
		if (form == "show") { show_section(s); continue }
		print "\nconfig " types[s] (hidden[s] ? "" : " " quoted(names[s]))
		for (i = 1; i <= options[s]; i++) for (j = 1; j <= count[s, i]; j++)
			print "\t" (lists[s, i] ? "list " : "option ") keys[s, i] " " quoted(values[s, i, j])
	}
	if (form != "show") print ""
}
