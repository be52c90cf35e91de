# Passes on what `nft list set` or `nft list map` printed; of more than FEW elements only those that touch addresses which
# matter. busybox awk, mawk and gawk.
#
# Variables (-v): FEW; ABOUT the addresses and prefixes that matter, blanks between them; NAME `FAMILY TABLE NAME`, for a
#   set of anything but addresses, which cannot be cut down.
# Out: the listing, with `# about …` where it was cut down; or `# not listed: …`.
#
# IPv4 is compared as a number; of IPv6 the first group alone, so that rather too much is kept.

function v4(s, p) { return split(s, p, ".") == 4 ? ((p[1] * 256 + p[2]) * 256 + p[3]) * 256 + p[4] : -1 }
function v6(s) { sub(/:.*/, "", s); return substr("0000" tolower(s), length(s) + 1) }
# First and last of an address, prefix or range: LOW and HIGH.
function ends(s, p, n) {
	n = index(s, "-")
	if (s ~ /:/) {
		LOW = v6(s); HIGH = n ? v6(substr(s, n + 1)) : LOW
		if (split(s, p, "/") == 2 && p[2] < 16) { LOW = "0000"; HIGH = "ffff" }
		return
	}
	if (n) { LOW = v4(substr(s, 1, n - 1)); HIGH = v4(substr(s, n + 1)); return }
	n = split(s, p, "/") == 2 ? 32 - p[2] : 0
	LOW = HIGH = v4(p[1])
	# Many a busybox has no powers.
	for (size = 1; n > 0; n--) { HIGH += size; size *= 2 }
}
function matters(s, i) {
	ends(s)
	for (i = 1; i <= wanted; i++)
		if ((six[i] ? s ~ /:/ : s !~ /:/) && LOW <= high[i] && low[i] <= HIGH) return 1
	return 0
}
# Whether it may matter, by its first number alone: of most elements that is all there is to ask.
function near(s, k) {
	k = index(s, "/")
	if (index(s, "-")) return 1
	if (k && substr(s, k + 1) + 0 < (index(s, ":") ? 16 : 8)) return 1
	if (k = index(s, ":")) return all6 || (tolower(substr("0000" substr(s, 1, k - 1), k)) in near6)
	return (substr(s, 1, index(s, ".") - 1) + 0) in near4
}
function element(s) {
	count++
	if (!near(s)) return
	sub(/,$/, "", s)
	if (matters(s)) kept = kept (kept == "" ? "" : ", ") s
}
BEGIN {
	wanted = split(ABOUT, a, " ")
	for (i = 1; i <= wanted; i++) {
		six[i] = a[i] ~ /:/
		ends(a[i])
		low[i] = LOW
		high[i] = HIGH
		if (!six[i]) for (k = int(LOW / 16777216); k <= HIGH / 16777216; k++) near4[k]
		else if (LOW == HIGH) near6[LOW]
		else all6 = 1
	}
}
count <= FEW || !inside { line[NR] = $0 }
/^table / { told = 1 }
/elements = [{]/ { inside = 1 }
inside {
	text = $0
	if (index(text, "{")) sub(/.*elements = [{]/, "", text)
	if (text ~ /}/) { inside = 0; sub(/}.*/, "", text) }
	if (!first) first = NR
	end = NR
	# Addresses and nothing else: with blanks between them, and commas.
	if (text !~ /[^ \t0-9a-fA-F:.\/,-]| [.:] |(^|[ \t])[0-9a-fA-F]+([, \t]|$)/) {
		m = split(text, e, " ")
		for (i = 1; i <= m; i++) element(e[i])
		next
	}
	if (other && count > FEW) exit
	m = split(text, e, ",")
	for (i = 1; i <= m; i++) {
		split(e[i], word, " ")
		if (word[1] == "") continue
		if (word[1] !~ /^[0-9a-fA-F:.\/-]*[:.][0-9a-fA-F:.\/-]*$/ || e[i] ~ / [.:] /) { count++; other = 1 }
		else element(word[1])
	}
}
END {
	if (!told) print "# not listed: " NAME
	else if (count <= FEW) for (i = 1; i <= NR; i++) print line[i]
	else if (other || length(kept) > 6000) print "# not listed: " NAME
	else for (i = 1; i <= NR; i++) {
		if (i == first) print "\t\telements = { " kept " }\n\t\t# about " ABOUT
		if (i < first || i > end) print line[i]
	}
}
