# Reads a UCI config (first file), then its uncommitted changes (second file, after STAGED=1), then prints what FORM asks
# for: show, get, export, name (of a section), count (of sections), file (as `uci commit` writes it).
# Environment: PKG the config's name, FORM, WANT a section or option, or nothing for all.
#
# Changes are lines as /tmp/.uci has them: `pkg.section.option='value'`, `+pkg.name='type'` adds a section without a name
# of its own, `-pkg.section[.option]` deletes, `|pkg.section.option='value'` adds to a list.
#
# Tables by section number: type · name · hidden (nameless) · live · options, their number; by section and option
# number: key · list (not an option) · count of values; by both and value number: value.

# The next word of `rest`, without its quotes.
function token(  c, quote, word) {
	sub(/^[ \t]+/, "", rest)
	if (rest == "" || substr(rest, 1, 1) == "#") return ""
	word = ""; quote = ""
	while (rest != "") {
		if (quote == "" && match(rest, /^[^ \t\047"\\]+/)) { word = word substr(rest, 1, RLENGTH); rest = substr(rest, RLENGTH + 1); continue }
		if (quote == "\047" && match(rest, /^[^\047]+/)) { word = word substr(rest, 1, RLENGTH); rest = substr(rest, RLENGTH + 1); continue }
		c = substr(rest, 1, 1); rest = substr(rest, 2)
		if (quote == "") {
			if (c == " " || c == "\t") break
			if (c == "\047" || c == "\"") { quote = c; continue }
			if (c == "\\") { c = substr(rest, 1, 1); rest = substr(rest, 2) }
		} else if (c == quote) { quote = ""; continue }
		else if (quote == "\"" && c == "\\") { c = substr(rest, 1, 1); rest = substr(rest, 2) }
		word = word c
	}
	return word
}
function quoted(text) { gsub(/\047/, "\047\\\047\047", text); return "\047" text "\047" }
function section(kind, label, nameless) {
	sections++
	type[sections] = kind; name[sections] = label; hidden[sections] = nameless; live[sections] = 1; options[sections] = 0
	return sections
}
function number_of(s, option,  i) {
	for (i = 1; i <= options[s]; i++) if (key[s, i] == option) return i
	return 0
}
function put(s, option, text, is_list,  i) {
	i = number_of(s, option)
	if (!i) { i = ++options[s]; key[s, i] = option; count[s, i] = 0 }
	if (!is_list) count[s, i] = 0
	list[s, i] = is_list
	value[s, i, ++count[s, i]] = text
}
# The number of the section called NAME or @TYPE[N]; 0 when there is none.
function find(label,  kind, n, i, k, total) {
	if (label !~ /^@.*\[-?[0-9]+\]$/) {
		for (i = 1; i <= sections; i++) if (live[i] && name[i] == label) return i
		return 0
	}
	kind = substr(label, 2, index(label, "[") - 2); n = substr(label, index(label, "[") + 1) + 0
	total = 0; k = 0
	for (i = 1; i <= sections; i++) if (live[i] && type[i] == kind) total++
	if (n < 0) n += total
	for (i = 1; i <= sections; i++) if (live[i] && type[i] == kind && k++ == n) return i
	return 0
}
function shown(s,  i, k) {
	if (!hidden[s]) return name[s]
	k = 0
	for (i = 1; i < s; i++) if (live[i] && type[i] == type[s]) k++
	return "@" type[s] "[" k "]"
}
function values(s, i, quote,  j, text) {
	text = ""
	for (j = 1; j <= count[s, i]; j++) text = text (j > 1 ? " " : "") (quote ? quoted(value[s, i, j]) : value[s, i, j])
	return text
}
function show(s, only,  i) {
	if (!only) print PKG "." shown(s) "=" type[s]
	for (i = 1; i <= options[s]; i++)
		if (count[s, i] && (!only || i == only)) print PKG "." shown(s) "." key[s, i] "=" values(s, i, 1)
}
function text_of(s,  i, j) {
	print "\nconfig " type[s] (hidden[s] ? "" : " " quoted(name[s]))
	for (i = 1; i <= options[s]; i++) for (j = 1; j <= count[s, i]; j++)
		print "\t" (list[s, i] ? "list " : "option ") key[s, i] " " quoted(value[s, i, j])
}
# `section.option`, where the section may be `@type[n]`: the place of the dot; 0 when there is none.
function dot(path) { return match(path, /\.[^]]*$/) ? RSTART : 0 }
function change(line,  mark, path, at, s, option, text) {
	mark = ""
	if (line ~ /^[-+|]/) { mark = substr(line, 1, 1); line = substr(line, 2) }
	sub(/^[^.]*\./, "", line)
	path = line; text = ""
	if (index(line, "=")) { path = substr(line, 1, index(line, "=") - 1); rest = substr(line, index(line, "=") + 1); text = token() }
	at = dot(path)
	s = find(at ? substr(path, 1, at - 1) : path); option = at ? substr(path, at + 1) : ""
	if (mark == "-") {
		if (s && option == "") live[s] = 0
		else if (s && number_of(s, option)) count[s, number_of(s, option)] = 0
	} else if (option != "") { if (s) put(s, option, text, mark == "|") }
	else if (s) type[s] = text
	else section(text, path, mark == "+")
}
function answer(  at, s, i) {
	at = dot(WANT)
	s = find(at ? substr(WANT, 1, at - 1) : WANT)
	if (!s) return 1
	if (FORM == "name") print name[s]
	else if (!at) { if (FORM == "get") print type[s]; else show(s, 0) }
	else {
		i = number_of(s, substr(WANT, at + 1))
		if (!i || !count[s, i]) return 1
		if (FORM == "show") show(s, i); else print values(s, i, 0)
	}
	return 0
}
BEGIN { sections = 0; current = 0; PKG = ENVIRON["PKG"]; FORM = ENVIRON["FORM"]; WANT = ENVIRON["WANT"] }
STAGED { change($0); next }
{
	rest = $0; word = token()
	if (word == "config") { kind = token(); label = token(); current = section(kind, label == "" ? sprintf("cfg%02x", sections + 1) : label, label == "") }
	else if ((word == "option" || word == "list") && current) { label = token(); put(current, label, token(), word == "list") }
}
END {
	if (FORM == "count") { print sections; exit 0 }
	if (WANT != "") exit answer()
	if (FORM == "export") print "package " PKG
	for (s = 1; s <= sections; s++) if (live[s]) { if (FORM == "show") show(s, 0); else text_of(s) }
	if (FORM != "show") print ""
}
